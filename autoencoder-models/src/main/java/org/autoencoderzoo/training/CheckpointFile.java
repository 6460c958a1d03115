package org.autoencoderzoo.training;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.autoencoderzoo.files.AtomicFile;
import org.autoencoderzoo.files.Sha256;
import org.autoencoderzoo.internal.files.BoundedJson;
import org.autoencoderzoo.internal.files.CheckedZip;
import org.autoencoderzoo.internal.files.Reason;
import org.autoencoderzoo.internal.files.ZipWriter;
import org.autoencoderzoo.settings.Arguments;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
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
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
  private static final String HEADER = "run.json";
  private static final String CHECKSUM = "run.sha256";
  private static final String NETWORK = "network";
  private static final String BEST = "best";

  private final Checkpoint checkpoint;
  private final ComputationGraph network;
  private final Training settings;
  private final long rows;
  private final Map<String, String> identity;
  private long lastTime = System.nanoTime();
  private boolean isOurs;

  CheckpointFile(
      Checkpoint checkpoint, ComputationGraph network, Training settings, Examples examples) {
    this.checkpoint = checkpoint;
    this.network = network;
    this.settings = settings;
    this.identity = RunIdentity.of(network, settings, examples);
    this.rows = examples.size(); // Known by now: a pass for the identity has counted them.
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
      @JsonProperty("state") RunState state) {

    Header {
      Arguments.given("identity", identity);
      Arguments.given("state", state);
    }
  }

  boolean isDue() {
    return System.nanoTime() - lastTime >= checkpoint.interval().toNanos();
  }

  /**
   * Whether a run that is stopped may write: not over a checkpoint of a former run, before its own
   * first one is due: a user who started from the beginning by mistake can still go back to that.
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
            ZipWriter zip = new ZipWriter(out);
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

  private void write(ZipWriter zip, Content content) throws IOException {
    String header = MAPPER.writeValueAsString(new Header(identity, content.state()));
    zip.text(HEADER, header);
    zip.text(CHECKSUM, checksum(header));
    write(zip, NETWORK, content.network());
    if (content.best().isPresent()) {
      write(zip, BEST, content.best().get());
    }
  }

  private static void write(ZipWriter zip, String name, NetworkState state) throws IOException {
    zip.array(parameters(name), state.parameters());
    if (state.updater().isPresent()) {
      zip.array(updater(name), state.updater().get());
    }
  }

  private static String checksum(String header) {
    return Sha256.of(header.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the checkpoint of this very run. */
  Content read() throws IOException {
    if (!checkpoint.exists()) {
      throw new IOException(
          "There is no checkpoint at " + checkpoint.file() + ": train from the beginning");
    }
    String differences;
    try (CheckedZip zip = CheckedZip.open(checkpoint.file())) {
      Header header = header(zip);
      differences = RunIdentity.differences(header.identity(), identity);
      if (differences.isEmpty()) {
        Content content = content(zip, header.state());
        isOurs = true;
        return content;
      }
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          checkpoint.file()
              + " is damaged or not a checkpoint ("
              + Reason.of(e, HEADER + " does not describe a run")
              + "): delete it and train from the beginning",
          e);
    }
    throw new IOException(
        checkpoint.file()
            + " is the checkpoint of another run: "
            + differences
            + ". Continue with the settings of that run, or train from the beginning");
  }

  private static Header header(CheckedZip zip) throws IOException {
    String text = BoundedJson.checked(HEADER, zip.text(HEADER));
    try {
      Header header = MAPPER.readValue(text, Header.class);
      Arguments.given(HEADER, header);
      if (!zip.text(CHECKSUM).equals(checksum(text))) {
        throw new IOException(HEADER + " was changed after the run had written it");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new IOException(BoundedJson.invalid(HEADER, e), e);
    }
  }

  private Content content(CheckedZip zip, RunState state) throws IOException {
    state.check(rows, settings);
    Optional<RunState> best =
        settings.patience().isPresent() ? state.best().map(state::after) : Optional.empty();
    return new Content(
        state,
        network(zip, NETWORK, state),
        best.isPresent() ? Optional.of(network(zip, BEST, best.get())) : Optional.empty());
  }

  private NetworkState network(CheckedZip zip, String name, RunState state) throws IOException {
    DataType type = network.getConfiguration().getDataType();
    long updater = updaterLength();
    int steps = (int) ((rows - 1) / settings.batchSize() + 1);
    return new NetworkState(
        zip.parameters(parameters(name), type, network.numParams()),
        updater == 0 ? Optional.empty() : Optional.of(zip.array(updater(name), type, updater)),
        state.iteration(steps, settings.batchSize()),
        state.networkEpoch());
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
