package org.autoencoderzoo.internal.kernels;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A product of matrices on the thread that calls it. */
enum ProductRoutine {

  /** That of ND4J's BLAS, limited to one thread by {@link MatrixProduct#divideHere}. */
  BLAS {
    @Override
    void run(Product p) {
      openblas_nolapack.cblas_sgemm(
          openblas_nolapack.CblasRowMajor,
          p.transposeA ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
          p.transposeB ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans,
          p.rows,
          p.columns,
          p.inner,
          1,
          p.a,
          p.strideA,
          p.b,
          p.strideB,
          p.beta,
          p.target,
          p.stride);
    }
  },

  /** That of oneDNN, which is faster on x86-64. Elsewhere it has no kernels of its own. */
  ONE_DNN {
    @Override
    void run(Product p) {
      NativeOps operations = NativeOpsHolder.getInstance().getDeviceNativeOps();
      int threads = operations.ompGetMaxThreads();
      operations.setOmpNumThreads(1);
      int status =
          dnnl.dnnl_sgemm(
              (byte) (p.transposeA ? 'T' : 'N'),
              (byte) (p.transposeB ? 'T' : 'N'),
              p.rows,
              p.columns,
              p.inner,
              1,
              p.a,
              p.strideA,
              p.b,
              p.strideB,
              p.beta,
              p.target,
              p.stride);
      operations.setOmpNumThreads(threads);
      if (status != dnnl.dnnl_success) {
        throw new IllegalStateException("oneDNN could not multiply matrices: status " + status);
      }
    }
  };

  private static final Logger LOG = LoggerFactory.getLogger(ProductRoutine.class);

  /**
   * {@code op(a) op(b) + beta target}; all matrices by rows.
   *
   * @param strideA from a row of a to the next, as strideB of b and stride of the target
   */
  record Product(
      boolean transposeA,
      boolean transposeB,
      int rows,
      int columns,
      int inner,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      float beta,
      FloatPointer target,
      int stride) {}

  /** Writes a product into its target. */
  abstract void run(Product p);

  /** oneDNN's where it is on the class path of a JVM on x86-64, unless MKL is asked for. */
  static ProductRoutine fastest() {
    boolean asksForMkl = "mkl".equals(System.getProperty("org.bytedeco.openblas.load"));
    if (asksForMkl || !Loader.getPlatform().endsWith("-x86_64")) {
      return BLAS;
    }
    try {
      Loader.load(dnnl.class);
      return ONE_DNN;
    } catch (NoClassDefFoundError e) {
      return BLAS;
    } catch (LinkageError | TypeNotPresentException e) {
      LOG.warn(
          "oneDNN is on the class path but cannot be loaded, so BLAS multiplies matrices: {}. Its"
              + " native libraries are org.bytedeco:dnnl and opencl with the classifier {}",
          e.getMessage(),
          Loader.getPlatform());
      return BLAS;
    }
  }
}
