package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.common.resources.DL4JResources;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine. */
class Dl4jSourceTest {
  private static final DataFile FILE = IdxDataSet.MNIST.files().get(1);

  @TempDir static Path folder;
  private HttpServer server;
  private String address;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @Test
  void filesComeDecompressed() throws IOException {
    byte[] content = {1, 2, 3};
    byte[] gzip = IdxBytes.gzip(content);
    server.createContext(
        "/datasets/mnist/" + FILE.name() + ".gz",
        exchange -> {
          exchange.sendResponseHeaders(200, gzip.length);
          exchange.getResponseBody().write(gzip);
          exchange.close();
        });
    List<byte[]> received = new ArrayList<>();
    deliver((file, in) -> received.add(in.readAllBytes()));
    assertThat(received).containsExactly(content);
  }

  @Test
  void serverWithoutTheFileIsAFailure() {
    assertThatThrownBy(() -> deliver((file, in) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot download from 127.0.0.1 (FileNotFoundException)");
  }

  @Test
  void noNetworkIsAFailureAtOnce() {
    server.stop(0);
    long start = System.nanoTime();
    assertThatThrownBy(() -> deliver((file, in) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot download from 127.0.0.1 (ConnectException)");
    assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
  }

  @Test
  void deeplearning4jIsKeptOutOfTheHomeFolder() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path output = folder.resolve("output");
    assertThat(
            AnotherJvm.run(
                Initialise.class, output, "-Duser.home=" + home, "-Djava.io.tmpdir=" + folder))
        .isZero();
    assertThat(output).content().endsWith(folder + " null\n");
    assertThat(home).isEmptyDirectory();
  }

  /** Starts the source in a fresh process, where {@link DL4JResources} is not yet initialised. */
  static final class Initialise {
    private Initialise() {}

    public static void main(String[] args) throws IOException {
      new Dl4jSource(Path.of(System.getProperty("java.io.tmpdir")))
          .deliver(List.of(), (file, in) -> {});
      System.out.println(
          DL4JResources.getBaseDirectory()
              + " "
              + System.getProperty(DL4JSystemProperties.DL4J_RESOURCES_DIR_PROPERTY));
    }
  }

  private void deliver(Source.Receiver receiver) throws IOException {
    // Once before the address is set: DL4JResources must first be initialised by the source.
    Dl4jSource source = new Dl4jSource(folder);
    source.deliver(List.of(), receiver);
    String before = DL4JResources.getBaseDownloadURL();
    DL4JResources.setBaseDownloadURL(address);
    try {
      source.deliver(List.of(FILE), receiver);
    } finally {
      DL4JResources.setBaseDownloadURL(before);
    }
  }
}
