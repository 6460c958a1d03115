package org.autoencoderzoo.training;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.autoencoderzoo.data.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a {@link Checkpoint}: a zip with the state of the run as JSON and of the network as
 * arrays. Reading it loads no class that the file names.
 */
final class CheckpointFile {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BUFFER_BYTES = 1 << 16;
  private static final String HEADER = "run.json";
  private static final String NETWORK = "network";
  private static final String BEST = "best";

  private final Checkpoint checkpoint;
  private final Map<String, String> identity;
  private long lastTime = System.nanoTime();
  private boolean isOurs;

  CheckpointFile(Checkpoint checkpoint, Map<String, String> identity) {
    this.checkpoint = checkpoint;
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
      @JsonProperty("bestEpoch") int bestEpoch) {}

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
    Header header;
    Content content;
    try (ZipFile zip = new ZipFile(checkpoint.file().toFile())) {
      header = MAPPER.readValue(bytes(zip, HEADER), Header.class);
      content =
          new Content(
              header.state(),
              state(zip, NETWORK, header.iteration(), header.epoch()),
              zip.getEntry(parameters(BEST)) == null
                  ? Optional.empty()
                  : Optional.of(state(zip, BEST, header.bestIteration(), header.bestEpoch())));
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          checkpoint.file()
              + " is damaged or no checkpoint ("
              + e.getMessage()
              + "): delete it and train from the beginning",
          e);
    }
    String differences = RunIdentity.differences(header.identity(), identity);
    if (!differences.isEmpty()) {
      throw new IOException(
          checkpoint.file()
              + " is the checkpoint of another run: "
              + differences
              + ". Continue with the settings of that run, or train from the beginning");
    }
    isOurs = true;
    return content;
  }

  private static NetworkState state(ZipFile zip, String name, int iteration, int epoch)
      throws IOException {
    return new NetworkState(
        array(zip, parameters(name)),
        zip.getEntry(updater(name)) == null
            ? Optional.empty()
            : Optional.of(array(zip, updater(name))),
        iteration,
        epoch);
  }

  private static INDArray array(ZipFile zip, String name) throws IOException {
    return Nd4j.read(new ByteArrayInputStream(bytes(zip, name)));
  }

  /** All of an entry, its checksum verified, which {@code ZipFile} leaves to its users. */
  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("it holds no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      CRC32 checksum = new CRC32();
      checksum.update(bytes);
      if (checksum.getValue() != entry.getCrc()) {
        throw new IOException("the checksum of " + name + " is wrong");
      }
      return bytes;
    }
  }

  private static String parameters(String name) {
    return name + "-parameters.bin";
  }

  private static String updater(String name) {
    return name + "-updater.bin";
  }
}
