package org.autoencoderzoo;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.internal.files.CheckedZip;
import org.autoencoderzoo.internal.files.Excerpt;
import org.autoencoderzoo.internal.files.Reason;
import org.autoencoderzoo.internal.files.RefusedFileException;
import org.autoencoderzoo.internal.files.SavedConfiguration;
import org.autoencoderzoo.internal.files.ZipWriter;
import org.autoencoderzoo.internal.graph.GraphCheck;
import org.autoencoderzoo.internal.graph.GraphShapes;
import org.autoencoderzoo.internal.ops.Ops;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Reads and writes an autoencoder as one file: a network in Deeplearning4j's zip format, and in one
 * more entry its {@link Description}. A file without that, as Deeplearning4j writes it, is an
 * autoencoder without a name.
 *
 * <p>It reads only the configuration, the parameters, the updater's state and the description, each
 * checked: Deeplearning4j's own reader also deserializes Java objects, loads whatever class the
 * configuration names, and allocates what an array's header says, each of which lets a hostile file
 * do harm.
 */
final class ModelFile {

  private static final Set<String> ENTRIES =
      Set.of(
          ModelSerializer.CONFIGURATION_JSON,
          ModelSerializer.COEFFICIENTS_BIN,
          ModelSerializer.UPDATER_BIN,
          Description.NAME);

  private static final int MOST_NAME_CHARACTERS = 200;

  /** About 0.1 s of one thread, and 256 MB for what a convolution unfolds. */
  private static final double MOST_MULTIPLICATIONS = 1 << 26;

  private ModelFile() {}

  static void write(Autoencoder autoencoder, Path file, Map<String, ?> notes) throws IOException {
    ComputationGraph network = autoencoder.network();
    String description = Description.of(autoencoder, notes).toJson();
    String configuration = SavedConfiguration.write(network.getConfiguration());
    if (network.params().scan(Conditions.notFinite()).longValue() > 0) {
      throw new IllegalStateException(
          "The network cannot be saved: it has parameters that are not finite numbers; train it"
              + " again with a lower learning rate");
    }
    INDArray updater = network.getUpdater().getStateViewArray();
    AtomicFile.write(
        file,
        out -> {
          ZipWriter zip = new ZipWriter(out);
          zip.text(ModelSerializer.CONFIGURATION_JSON, configuration);
          zip.array(ModelSerializer.COEFFICIENTS_BIN, network.params());
          if (updater != null && updater.length() > 0) {
            zip.array(ModelSerializer.UPDATER_BIN, updater);
          }
          zip.text(Description.NAME, description);
          zip.finish();
        });
  }

  /** The description in a file that {@link #write} wrote. */
  static String description(Path file) throws IOException {
    try (CheckedZip zip = CheckedZip.open(file)) {
      return zip.text(Description.NAME);
    }
  }

  static Autoencoder read(Path file, Class<?>... trusted) throws IOException {
    Ops.get(); // A wrong choice of operations is no fault of the file.
    try (CheckedZip zip = CheckedZip.open(file)) {
      refuseUnknownEntries(zip);
      Autoencoder autoencoder;
      if (zip.contains(Description.NAME)) {
        Description description = Description.parse(zip.text(Description.NAME));
        autoencoder = description.of(network(zip, trusted));
      } else {
        autoencoder = new Autoencoder(network(zip, trusted));
      }
      tryOnZeros(autoencoder);
      return autoencoder;
    } catch (NoSuchFileException e) {
      throw new IOException("There is no model at " + file + ": train and save one first", e);
    } catch (FileSystemException e) {
      throw new IOException("cannot read " + file + ": " + e, e);
    } catch (RefusedFileException e) {
      throw new IOException(file + " " + e.getMessage(), e);
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
      throw new IOException(
          file
              + " is damaged or not a saved autoencoder ("
              + Reason.of(e, "its network cannot be built and run")
              + "): save it again",
          e);
    }
  }

  /**
   * A network that cannot run fails at once, not at its first use; unless one example takes long,
   * or how long is not known.
   */
  private static void tryOnZeros(Autoencoder autoencoder) {
    ComputationGraph network = autoencoder.network();
    if (new GraphShapes(network.getConfiguration()).multiplications() > MOST_MULTIPLICATIONS) {
      return;
    }
    INDArray zeros = Nd4j.zeros(network.params().dataType(), 1, autoencoder.inputSize());
    INDArray example = autoencoder.shaped(zeros);
    autoencoder.score(example);
    autoencoder.reconstruct(example);
    INDArray code = autoencoder.encode(example);
    if (GraphCheck.wayAroundTheCode(network).isEmpty()) {
      autoencoder.decode(code);
    }
  }

  private static ComputationGraph network(CheckedZip zip, Class<?>... trusted) throws IOException {
    ComputationGraphConfiguration configuration =
        SavedConfiguration.read(zip.text(ModelSerializer.CONFIGURATION_JSON), trusted);
    DataType type = configuration.getDataType();
    long parameters =
        configuration.getVertices().values().stream().mapToLong(v -> v.numParams(true)).sum();
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(zip.parameters(ModelSerializer.COEFFICIENTS_BIN, type, parameters), false);
    if (zip.contains(ModelSerializer.UPDATER_BIN)) {
      INDArray state = network.getUpdater().getStateViewArray();
      state.assign(zip.array(ModelSerializer.UPDATER_BIN, type, state.length()));
    }
    return network;
  }

  private static void refuseUnknownEntries(CheckedZip zip) throws IOException {
    for (String name : zip.names()) {
      if (!ENTRIES.contains(name)) {
        throw new RefusedFileException(
            "was not read: it holds "
                + Excerpt.of(name, MOST_NAME_CHARACTERS)
                + ", which is not part of an autoencoder;"
                + " if you trust the file, read it with ModelSerializer and wrap the network");
      }
    }
  }
}
