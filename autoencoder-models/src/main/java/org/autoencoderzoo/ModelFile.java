package org.autoencoderzoo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.autoencoderzoo.data.AtomicFile;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.common.primitives.Triple;
import org.nd4j.linalg.api.buffer.BaseDataBuffer;
import org.nd4j.linalg.api.buffer.DataBuffer.AllocationMode;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Reads and writes networks in Deeplearning4j's zip format. It reads only the configuration, the
 * parameters and the updater's state, and believes none of the sizes in them: Deeplearning4j's own
 * reader also deserializes Java objects, loads whatever class the configuration names, and
 * allocates what an array's header says, each of which lets a hostile file do harm.
 */
final class ModelFile {

  private static final Set<String> ENTRIES =
      Set.of(
          ModelSerializer.CONFIGURATION_JSON,
          ModelSerializer.COEFFICIENTS_BIN,
          ModelSerializer.UPDATER_BIN);

  /** Far above any configuration, far below what would fill the memory. */
  private static final int MOST_CONFIGURATION_BYTES = 1 << 24;

  /** No byte of a deflated entry becomes more than these. */
  private static final long MOST_INFLATION = 1032;

  /** Rank, shape, strides, and three more, for the most dimensions that an array may have. */
  private static final long MOST_SHAPE_INFORMATION = 2 * 32 + 4;

  private ModelFile() {}

  static void write(ComputationGraph network, Path file) throws IOException {
    AtomicFile.write(file, out -> ModelSerializer.writeModel(network, out, true));
  }

  static ComputationGraph read(Path file, Class<?>... trusted) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      refuseUnknownEntries(zip);
      ComputationGraphConfiguration configuration =
          configuration(text(zip, ModelSerializer.CONFIGURATION_JSON), trusted);
      DataType type = configuration.getDataType();
      long parameters =
          configuration.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
      ComputationGraph network = new ComputationGraph(configuration);
      network.init(array(zip, ModelSerializer.COEFFICIENTS_BIN, type, parameters), false);
      if (zip.getEntry(ModelSerializer.UPDATER_BIN) != null) {
        INDArray state = network.getUpdater().getStateViewArray();
        state.assign(array(zip, ModelSerializer.UPDATER_BIN, type, state.length()));
      }
      return network;
    } catch (NoSuchFileException e) {
      throw new IOException("There is no model at " + file + ": train and save one first", e);
    } catch (IOException | RuntimeException | StackOverflowError e) { // The last by deep nesting.
      throw new IOException(
          file + " is damaged or not a saved autoencoder (" + reason(e) + "): save it again", e);
    }
  }

  /** What {@link TrustedClasses} said, wherever it is wrapped; no excerpt of the file. */
  private static String reason(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SecurityException) {
        return cause.getMessage();
      }
    }
    if (failure instanceof JsonProcessingException json) {
      return json.getOriginalMessage();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }

  private static void refuseUnknownEntries(ZipFile zip) throws IOException {
    for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
      String name = entries.nextElement().getName();
      if (!ENTRIES.contains(name)) {
        throw new IOException(
            "it holds "
                + name
                + ", which is no part of an autoencoder;"
                + " if you trust the file, read it with ModelSerializer and wrap the network");
      }
    }
  }

  /** Not {@code fromJson}: for older formats, that one loads classes on ways of its own. */
  private static ComputationGraphConfiguration configuration(String json, Class<?>... trusted)
      throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    mapper.setTypeFactory(new TrustedClasses(trusted));
    return mapper
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(json, ComputationGraphConfiguration.class);
  }

  private static String text(ZipFile zip, String name) throws IOException {
    try (CheckedInputStream in = open(zip, name)) {
      byte[] content = in.readNBytes(MOST_CONFIGURATION_BYTES);
      checkEnd(in, zip.getEntry(name));
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /** A row vector of the type and length that the configuration asks for. */
  private static INDArray array(ZipFile zip, String name, DataType type, long length)
      throws IOException {
    try (CheckedInputStream checked = open(zip, name)) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(checked));
      Triple<AllocationMode, Long, DataType> shape = BaseDataBuffer.readHeader(in);
      require(
          shape.getMiddle() >= 0 && shape.getMiddle() <= MOST_SHAPE_INFORMATION,
          name + " has no valid shape");
      in.skipNBytes(shape.getMiddle() * shape.getRight().width());
      Triple<AllocationMode, Long, DataType> header = BaseDataBuffer.readHeader(in);
      require(
          header.getMiddle() == length && header.getRight() == type,
          "%s holds %s values of type %s, the configuration has %s of type %s"
              .formatted(name, header.getMiddle(), header.getRight(), length, type));
      ZipEntry entry = zip.getEntry(name);
      long compressed = Math.min(entry.getCompressedSize(), Files.size(Path.of(zip.getName())));
      require(
          length <= compressed * MOST_INFLATION / type.width(),
          name + " is too short for " + length + " values");
      INDArray values = Nd4j.createUninitialized(type, 1, length);
      values.data().read(in, header.getLeft(), length, type);
      require(in.read() < 0, name + " is longer than its values");
      checkEnd(checked, entry);
      return values;
    }
  }

  private static CheckedInputStream open(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    require(entry != null, "it holds no " + name);
    return new CheckedInputStream(zip.getInputStream(entry), new CRC32());
  }

  /** A {@link ZipFile} does not compare checksums by itself. */
  private static void checkEnd(CheckedInputStream in, ZipEntry entry) throws IOException {
    require(in.read() < 0, entry.getName() + " is too long");
    require(
        in.getChecksum().getValue() == entry.getCrc(),
        entry.getName() + " does not have the checksum that the file gives");
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
