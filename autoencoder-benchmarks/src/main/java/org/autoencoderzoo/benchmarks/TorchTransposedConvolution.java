package org.autoencoderzoo.benchmarks;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * libtorch's transposed convolution, which doubles height and width. DJL 0.35.1 has no call for it
 * on libtorch, but it runs TorchScript: this is a module of that single operation, with weights and
 * bias as further inputs, so that libtorch differentiates through it as through any other.
 */
final class TorchTransposedConvolution {

  private static final String SOURCE =
      """
      class TransposedConvolution(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.TransposedConvolution,
          x: Tensor,
          w: Tensor,
          b: Tensor) -> Tensor:
          return torch.conv_transpose2d(x, w, b, [%1$d, %1$d], [%2$d, %2$d], [%3$d, %3$d], 1, [1, 1])
      """
          .formatted(
              ConvolutionalNetwork.STRIDE,
              ConvolutionalNetwork.PADDING,
              // Rows that the stride loses when it halves an even number.
              ConvolutionalNetwork.STRIDE
                  - ConvolutionalNetwork.KERNEL
                  + 2 * ConvolutionalNetwork.PADDING);

  /** Python's pickle, protocol 2, of the module's attributes: {@code {'training': True}}. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nTransposedConvolution\n)\u0081}(X\u0008\0\0\0training\u0088ub.";

  /** The empty tuple. */
  private static final String CONSTANTS = "\u0080\u0002).";

  private final Block block;
  private final ParameterStore parameters;

  /**
   * Loads the operation.
   *
   * @param manager that closes it
   */
  TorchTransposedConvolution(NDManager manager) {
    Model model = Model.newInstance("transposed", Torch.engine().getEngineName());
    try {
      model.load(new ByteArrayInputStream(archive()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedModelException e) {
      throw new IllegalStateException("libtorch does not read the module", e);
    }
    manager.attachInternal("transposed", model);
    this.block = model.getBlock();
    this.parameters = new ParameterStore(manager, false);
  }

  /** Stored without compression, as libtorch wants it. */
  private static byte[] archive() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("transposed/data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
    files.put("transposed/code/__torch__.py", SOURCE.getBytes(StandardCharsets.ISO_8859_1));
    files.put("transposed/constants.pkl", CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
    files.put("transposed/version", "3\n".getBytes(StandardCharsets.ISO_8859_1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        CRC32 checksum = new CRC32();
        checksum.update(file.getValue());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(file.getValue().length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Applies the operation.
   *
   * @param x {@code [N, nIn, H, W]}
   * @param w {@code [nIn, nOut, kH, kW]}
   * @param b {@code [nOut]}
   * @return {@code [N, nOut, 2 H, 2 W]}
   */
  NDList apply(NDArray x, NDArray w, NDArray b) {
    return block.forward(parameters, new NDList(x, w, b), true);
  }
}
