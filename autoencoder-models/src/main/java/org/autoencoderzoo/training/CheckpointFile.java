package org.autoencoderzoo.training;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.autoencoderzoo.data.AtomicFile;
import org.autoencoderzoo.data.CheckedZip;
import org.autoencoderzoo.settings.Range;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a {@link Checkpoint}: a zip with the state of the run as JSON and of the network as
 * arrays. Reading it loads no class that the file names, and takes no memory that this run's
 * network would not have.
 */
final class CheckpointFile {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String HEADER = "run.json";
  private static final String NETWORK = "network";
  private static final String BEST = "best";

  private final Checkpoint checkpoint;
  private final ComputationGraph network;
  private final Map<String, String> identity;
  private long lastTime = System.nanoTime();
  private boolean isOurs;

  CheckpointFile(Checkpoint checkpoint, ComputationGraph network, Map<String, String> identity) {
    this.checkpoint = checkpoint;
    this.network = network;
    this.identity = identity;
  }

  /**
   * What a checkpoint holds.
   *
   * @param state of the run
   * @param network as it is
   * @param best as it was after the best epoch, if the run may stop early and has seen an epoch
   */
  record Content(RunState state, NetworkState network, Optional<NetworkState> best) {}

  private record Header(
      @JsonProperty("identity") Map<String, String> identity,
      @JsonProperty("state") RunState state,
      @JsonProperty("iteration") int iteration,
      @JsonProperty("epoch") int epoch,
      @JsonProperty("bestIteration") int bestIteration,
      @JsonProperty("bestEpoch") int bestEpoch) {

    Header {
      Range.given("identity", identity);
      Range.given("state", state);
      Range.atLeast("iteration", iteration, 0);
      Range.atLeast("epoch", epoch, 0);
      Range.atLeast("bestIteration", bestIteration, 0);
      Range.atLeast("bestEpoch", bestEpoch, 0);
    }
  }

  boolean isDue() {
    return System.nanoTime() - lastTime >= checkpoint.interval().toNanos();
  }

  /**
   * Whether a run that is stopped may write: not over a checkpoint of a former run, before its own
   * first one is due; whoever started anew by mistake can still go back to that.
   */
  boolean mayBeReplaced() {
    return isOurs || !checkpoint.exists();
  }

  /** Replaces the file; warns if it cannot, and leaves the former one. */
  void write(Content content) {
    try {
      AtomicFile.write(
          checkpoint.file(),
          out -> {
            // Deflating takes ten times as long as writing, and weights do not get smaller.
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            write(zip, content);
            zip.finish();
          });
      isOurs = true;
      checkpoint.next().delete();
    } catch (ClosedByInterruptException e) {
      LOG.debug("interrupted while writing {}: the run is about to stop", checkpoint.file());
    } catch (IOException e) {
      LOG.warn("{}; training goes on without this checkpoint", e.getMessage());
    }
    lastTime = System.nanoTime();
  }

  private void write(ZipOutputStream zip, Content content) throws IOException {
    NetworkState network = content.network();
    Optional<NetworkState> best = content.best();
    zip.putNextEntry(new ZipEntry(HEADER));
    zip.write(
        MAPPER.writeValueAsBytes(
            new Header(
                identity,
                content.state(),
                network.iteration(),
                network.epoch(),
                best.map(NetworkState::iteration).orElse(0),
                best.map(NetworkState::epoch).orElse(0))));
    write(zip, NETWORK, network);
    if (best.isPresent()) {
      write(zip, BEST, best.get());
    }
  }

  private static void write(ZipOutputStream zip, String name, NetworkState state)
      throws IOException {
    write(zip, parameters(name), state.parameters());
    if (state.updater().isPresent()) {
      write(zip, updater(name), state.updater().get());
    }
  }

  private static void write(ZipOutputStream zip, String name, INDArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    // ND4J writes number by number.
    DataOutputStream buffered = new DataOutputStream(new BufferedOutputStream(zip, BUFFER_BYTES));
    Nd4j.write(array, buffered);
    buffered.flush();
  }

  /** Reads the checkpoint of this very run. */
  Content read() throws IOException {
    if (!checkpoint.exists()) {
      throw new IOException(
          "There is no checkpoint at " + checkpoint.file() + ": train from the beginning");
    }
    String differences;
    try (CheckedZip zip = CheckedZip.open(checkpoint.file())) {
      Header header = MAPPER.readValue(zip.text(HEADER), Header.class);
      Range.given(HEADER, header);
      differences = RunIdentity.differences(header.identity(), identity);
      if (differences.isEmpty()) {
        Content content = content(zip, header);
        isOurs = true;
        return content;
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          checkpoint.file()
              + " is damaged or no checkpoint ("
              + (e instanceof JsonProcessingException json
                  ? json.getOriginalMessage()
                  : e.getMessage())
              + "): delete it and train from the beginning",
          e);
    }
    throw new IOException(
        checkpoint.file()
            + " is the checkpoint of another run: "
            + differences
            + ". Continue with the settings of that run, or train from the beginning");
  }

  private Content content(CheckedZip zip, Header header) throws IOException {
    return new Content(
        header.state(),
        state(zip, NETWORK, header.iteration(), header.epoch()),
        zip.contains(parameters(BEST))
            ? Optional.of(state(zip, BEST, header.bestIteration(), header.bestEpoch()))
            : Optional.empty());
  }

  private NetworkState state(CheckedZip zip, String name, int iteration, int epoch)
      throws IOException {
    DataType type = network.getConfiguration().getDataType();
    long updater = updaterLength();
    return new NetworkState(
        zip.array(parameters(name), type, network.numParams()),
        updater == 0 ? Optional.empty() : Optional.of(zip.array(updater(name), type, updater)),
        iteration,
        epoch);
  }

  /** Not asked of the network's updater, which is not there before the run has set its rates. */
  private long updaterLength() {
    long length = 0;
    for (Layer layer : network.getLayers()) {
      TrainingConfig configuration = layer.getConfig();
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        length +=
            configuration
                .getUpdaterByParam(parameter.getKey())
                .stateSize(parameter.getValue().length());
      }
    }
    return length;
  }

  private static String parameters(String name) {
    return name + "-parameters.bin";
  }

  private static String updater(String name) {
    return name + "-updater.bin";
  }
}
