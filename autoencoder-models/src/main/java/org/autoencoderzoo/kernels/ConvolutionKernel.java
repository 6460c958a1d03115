package org.autoencoderzoo.kernels;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution, its transpose and the gradient of its weights, without a copy of every patch.
 *
 * <p>The pixels that one weight of a kernel meets are a stride apart. An image is sorted into as
 * many planes as there are remainders of row and column by the stride; in these they are
 * neighbours, and of several images one after the other, with rows of z as far apart as those of
 * the planes, they are one run. So each weight multiplies one run of floats, of which the few
 * between the rows of z do not count.
 *
 * <p>Loops go over whole arrays from 0 on: only those are turned into vector instructions.
 */
public final class ConvolutionKernel {

  /** Floats of an inner product that are added up at once. */
  private static final int LANES = 256;

  /** Floats in a run: those of several images, where one has less. */
  private static final int RUN = 4 * LANES;

  private final Axis rows;
  private final Axis columns;
  private final int inputs;
  private final int outputs;
  private final int imagesInBlock;
  private final int plane;
  private final int run;
  private final int[] placeOfPixel;

  /**
   * One direction of the geometry.
   *
   * @param image pixels
   * @param result what the convolution makes of them
   * @param kernel weights
   * @param stride distance between two results
   * @param padding zeros before the first pixel
   * @param dilation distance between two weights
   */
  public record Axis(int image, int result, int kernel, int stride, int padding, int dilation) {

    /** Neighbours that a plane has beyond as many as there are results. */
    private int beyond() {
      return (kernel - 1) * dilation / stride;
    }

    private int plane() {
      return result + beyond();
    }
  }

  /**
   * Creates the kernel for a geometry.
   *
   * @param inputs channels of an image
   * @param outputs channels of a result
   * @param rows vertical direction
   * @param columns horizontal direction
   */
  public ConvolutionKernel(int inputs, int outputs, Axis rows, Axis columns) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.rows = rows;
    this.columns = columns;
    this.plane = rows.plane() * columns.plane();
    this.imagesInBlock = Math.max(1, RUN / plane);
    this.run = imagesInBlock * plane - rows.beyond() * columns.plane() - columns.beyond();
    this.placeOfPixel = placesOfPixels();
  }

  /**
   * The convolution. All arrays are row-major, and {@link HostMemory#holds} for them.
   *
   * @param x images {@code [N, C, H, W]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param z results {@code [N, K, oH, oW]}, overwritten
   */
  public void apply(INDArray x, INDArray w, INDArray z) {
    float[] weights = HostMemory.floats(w);
    int[] starts = starts();
    FloatBuffer source = HostMemory.of(x);
    FloatBuffer target = HostMemory.of(z);
    forEachBlock(
        x.size(0),
        (first, count) -> {
          float[] planes = planes(source, first, count);
          float[][] runs = new float[outputs][run];
          float[][] four = new float[4][run];
          for (int q = 0; q < starts.length; q += 4) {
            int taps = Math.min(4, starts.length - q);
            for (int j = 0; j < taps; j++) {
              System.arraycopy(planes, starts[q + j], four[j], 0, run);
            }
            for (int k = 0; k < outputs; k++) {
              addWeighted(four, 0, taps, weights, k * starts.length + q, runs[k]);
            }
          }
          writeRuns(runs, target, first, count);
        },
        x,
        z);
  }

  /**
   * The transposed convolution. All arrays are row-major, and {@link HostMemory#holds} for them.
   *
   * @param z {@code [N, K, oH, oW]}
   * @param w weights {@code [K, C, kH, kW]}
   * @param x images {@code [N, C, H, W]}, overwritten
   */
  public void applyTransposed(INDArray z, INDArray w, INDArray x) {
    int[] starts = starts();
    float[] weights = transposed(HostMemory.floats(w), starts.length);
    FloatBuffer source = HostMemory.of(z);
    FloatBuffer target = HostMemory.of(x);
    forEachBlock(
        z.size(0),
        (first, count) -> {
          float[][] runs = runs(source, first, count);
          float[] planes = new float[inputs * phases() * imagesInBlock * plane];
          float[] sum = new float[run];
          for (int q = 0; q < starts.length; q++) {
            System.arraycopy(planes, starts[q], sum, 0, run);
            for (int k = 0; k < outputs; k += 4) {
              int count4 = Math.min(4, outputs - k);
              addWeighted(runs, k, count4, weights, q * outputs + k, sum);
            }
            System.arraycopy(sum, 0, planes, starts[q], run);
          }
          writePlanes(planes, target, first, count);
        },
        z,
        x);
  }

  /**
   * The gradient of the weights. All arrays are row-major, and {@link HostMemory#holds} for them.
   * Sums run in a fixed order.
   *
   * @param x images {@code [N, C, H, W]}
   * @param delta the gradient of the results {@code [N, K, oH, oW]}
   * @param gradient {@code [K, C, kH, kW]}, to which the result is added
   */
  public void addWeightGradient(INDArray x, INDArray delta, INDArray gradient) {
    int[] starts = starts();
    FloatBuffer images = HostMemory.of(x);
    FloatBuffer deltas = HostMemory.of(delta);
    float[][] ofBlock = new float[blocks(x.size(0))][];
    forEachBlock(
        x.size(0),
        (first, count) -> {
          float[] planes = planes(images, first, count);
          float[][] runs = runs(deltas, first, count);
          float[][][] parts = new float[outputs][][];
          Arrays.setAll(parts, k -> parts(runs[k], 0));
          float[] sums = new float[outputs * starts.length];
          float[] lanes = new float[LANES];
          for (int q = 0; q < starts.length; q++) {
            float[][] pixels = parts(planes, starts[q]);
            for (int k = 0; k < outputs; k++) {
              sums[k * starts.length + q] = innerProduct(parts[k], pixels, lanes);
            }
          }
          ofBlock[first / imagesInBlock] = sums;
        },
        x,
        delta);
    float[] total = HostMemory.floats(gradient);
    for (float[] sums : ofBlock) {
      for (int i = 0; i < total.length; i++) {
        total[i] += sums[i];
      }
    }
    HostMemory.of(gradient).put(0, total, 0, total.length);
    Reference.reachabilityFence(gradient);
  }

  /** {@code target += sum_j weights[w + j] a[first + j]}, for one to four j. */
  private static void addWeighted(
      float[][] a, int first, int count, float[] weights, int w, float[] target) {
    if (count == 4) {
      addFour(
          a[first],
          a[first + 1],
          a[first + 2],
          a[first + 3],
          weights[w],
          weights[w + 1],
          weights[w + 2],
          weights[w + 3],
          target);
      return;
    }
    for (int j = 0; j < count; j++) {
      addOne(a[first + j], weights[w + j], target);
    }
  }

  private static void addFour(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float wa,
      float wb,
      float wc,
      float wd,
      float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += (wa * a[i] + wb * b[i]) + (wc * c[i] + wd * d[i]);
    }
  }

  private static void addOne(float[] a, float weight, float[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] += weight * a[i];
    }
  }

  /** A run in pieces of {@link #LANES}, in fours, with zeros after its end. */
  private float[][] parts(float[] of, int start) {
    float[][] parts = new float[(run + 4 * LANES - 1) / (4 * LANES) * 4][LANES];
    for (int i = 0; i * LANES < run; i++) {
      System.arraycopy(of, start + i * LANES, parts[i], 0, Math.min(LANES, run - i * LANES));
    }
    return parts;
  }

  private static float innerProduct(float[][] a, float[][] b, float[] lanes) {
    Arrays.fill(lanes, 0);
    for (int i = 0; i < a.length; i += 4) {
      addProducts(a[i], b[i], a[i + 1], b[i + 1], a[i + 2], b[i + 2], a[i + 3], b[i + 3], lanes);
    }
    return InnerProduct.sum(lanes);
  }

  private static void addProducts(
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      float[] g,
      float[] h,
      float[] lanes) {
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] += (a[i] * b[i] + c[i] * d[i]) + (e[i] * f[i] + g[i] * h[i]);
    }
  }

  private int phases() {
    return rows.stride() * columns.stride();
  }

  /** Where in the planes the run of each weight {@code [C, kH, kW]} starts. */
  private int[] starts() {
    int[] starts = new int[inputs * rows.kernel() * columns.kernel()];
    int q = 0;
    for (int channel = 0; channel < inputs; channel++) {
      for (int i = 0; i < rows.kernel(); i++) {
        for (int j = 0; j < columns.kernel(); j++) {
          int row = i * rows.dilation();
          int column = j * columns.dilation();
          starts[q++] =
              planeStart(channel, row % rows.stride(), column % columns.stride())
                  + row / rows.stride() * columns.plane()
                  + column / columns.stride();
        }
      }
    }
    return starts;
  }

  private int planeStart(int channel, int rowPhase, int columnPhase) {
    int phase = rowPhase * columns.stride() + columnPhase;
    return (channel * phases() + phase) * imagesInBlock * plane;
  }

  /** A block of images, sorted into planes {@code [C, phases, images, rows, columns]}. */
  private float[] planes(FloatBuffer source, int first, int count) {
    float[] images = new float[count * imageSize()];
    source.get(first * imageSize(), images, 0, images.length);
    float[] planes = new float[inputs * phases() * imagesInBlock * plane];
    int pixels = rows.image() * columns.image();
    for (int i = 0; i < count * inputs; i++) {
      int start = planeStart(i % inputs, 0, 0) + i / inputs * plane;
      for (int p = 0; p < pixels; p++) {
        if (placeOfPixel[p] >= 0) {
          planes[start + placeOfPixel[p]] = images[i * pixels + p];
        }
      }
    }
    return planes;
  }

  private void writePlanes(float[] planes, FloatBuffer target, int first, int count) {
    float[] images = new float[count * imageSize()];
    int pixels = rows.image() * columns.image();
    for (int i = 0; i < count * inputs; i++) {
      int start = planeStart(i % inputs, 0, 0) + i / inputs * plane;
      for (int p = 0; p < pixels; p++) {
        if (placeOfPixel[p] >= 0) {
          images[i * pixels + p] = planes[start + placeOfPixel[p]];
        }
      }
    }
    target.put(first * imageSize(), images, 0, images.length);
  }

  /** Where the pixels of the first image's first channel are in the planes; -1: unused. */
  private int[] placesOfPixels() {
    int[] places = new int[rows.image() * columns.image()];
    for (int y = 0; y < rows.image(); y++) {
      for (int x = 0; x < columns.image(); x++) {
        int row = (y + rows.padding()) / rows.stride();
        int column = (x + columns.padding()) / columns.stride();
        int start =
            planeStart(
                0,
                (y + rows.padding()) % rows.stride(),
                (x + columns.padding()) % columns.stride());
        boolean isUsed = row < rows.plane() && column < columns.plane();
        places[y * columns.image() + x] = isUsed ? start + row * columns.plane() + column : -1;
      }
    }
    return places;
  }

  /** A block of results {@code [K, run]}, with zeros between their rows. */
  private float[][] runs(FloatBuffer source, int first, int count) {
    float[] results = new float[count * resultSize()];
    source.get(first * resultSize(), results, 0, results.length);
    float[][] runs = new float[outputs][run];
    forEachResultRow(
        count,
        (output, start, row) ->
            System.arraycopy(results, row, runs[output], start, columns.result()));
    return runs;
  }

  private void writeRuns(float[][] runs, FloatBuffer target, int first, int count) {
    float[] results = new float[count * resultSize()];
    forEachResultRow(
        count,
        (output, start, row) ->
            System.arraycopy(runs[output], start, results, row, columns.result()));
    target.put(first * resultSize(), results, 0, results.length);
  }

  private interface ResultRow {
    /** A row that starts at an entry of an output's run, and at one of the results. */
    void visit(int output, int inRun, int inResults);
  }

  private void forEachResultRow(int count, ResultRow visitor) {
    for (int row = 0; row < count * outputs * rows.result(); row++) {
      int image = row / rows.result() / outputs;
      int output = row / rows.result() % outputs;
      int inRun = image * plane + row % rows.result() * columns.plane();
      visitor.visit(output, inRun, row * columns.result());
    }
  }

  private int imageSize() {
    return inputs * rows.image() * columns.image();
  }

  private int resultSize() {
    return outputs * rows.result() * columns.result();
  }

  private static float[] transposed(float[] rowMajor, int columns) {
    int rows = rowMajor.length / columns;
    float[] transposed = new float[rowMajor.length];
    for (int i = 0; i < rowMajor.length; i++) {
      transposed[i % columns * rows + i / columns] = rowMajor[i];
    }
    return transposed;
  }

  private interface Block {
    void run(int first, int count);
  }

  private int blocks(long images) {
    return (int) ((images + imagesInBlock - 1) / imagesInBlock);
  }

  private void forEachBlock(long images, Block block, INDArray... inUse) {
    HostMemory.parallel(
        blocks(images),
        i -> {
          int first = i * imagesInBlock;
          block.run(first, (int) Math.min(imagesInBlock, images - first));
        },
        inUse);
  }
}
