package org.autoencoderzoo.datasets;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Fills the cache folder of a data set from the first sources that have its files. */
final class DataFetch {
  private final FileSet set;
  private final CacheFolder cache;
  private final Consumer<String> progress;
  private final List<String> failures = new ArrayList<>();
  private final Set<DataFile> missing = new LinkedHashSet<>();

  DataFetch(FileSet set, CacheFolder cache, Consumer<String> progress) {
    this.set = set;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Looks in a folder that the user names, in the cache, then asks the sources in turn.
   *
   * @return the cache folder, which now holds all files, verified
   * @throws DataUnavailableException if some file is nowhere to be had, or the named folder does
   *     not exist or holds a wrong file
   */
  Path from(Path dataDir, List<Source> sources) throws IOException {
    FolderSource named = new FolderSource("the folder " + dataDir, dataDir);
    // Before the cache: a wrong file in a folder that the user names is never passed over.
    named.requireRight(set.files());
    List<Source> all = new ArrayList<>(List.of(named));
    all.addAll(sources);
    return from(all);
  }

  /**
   * Looks in the cache, then asks the sources in turn.
   *
   * @return the cache folder, which now holds all files, verified
   * @throws DataUnavailableException if some file is nowhere to be had
   */
  Path from(List<Source> sources) throws IOException {
    lookInCache();
    if (!missing.isEmpty()) {
      cache.requireWritable();
    }
    for (Source source : sources) {
      if (!missing.isEmpty()) {
        ask(source);
      }
    }
    if (!missing.isEmpty()) {
      cache.deleteIfEmpty();
      throw new DataUnavailableException(
          failures.stream()
              .map(failure -> "\n  tried " + failure)
              .collect(
                  Collectors.joining("", set.title() + " is not available: " + set.remedy(), "")));
    }
    return cache.path();
  }

  private void lookInCache() throws IOException {
    List<String> damaged = new ArrayList<>();
    for (DataFile file : set.files()) {
      try {
        if (!cache.holds(file)) {
          missing.add(file);
        }
      } catch (WrongContentException e) {
        missing.add(file);
        damaged.add(e.getMessage());
        progress.accept("the cached copy is damaged and will be replaced: " + e.getMessage());
      }
    }
    if (!missing.isEmpty()) {
      String reason = damaged.isEmpty() ? "it lacks " + missingNames() : String.join(", ", damaged);
      failures.add("the cache folder " + cache.path() + ": " + reason);
    }
  }

  private void ask(Source source) {
    progress.accept(set.title() + ": trying " + source.name());
    try {
      source.deliver(
          List.copyOf(missing),
          (file, content) -> {
            cache.store(file, content);
            missing.remove(file);
            progress.accept(set.title() + ": verified " + file.name());
          });
      if (!missing.isEmpty()) {
        failures.add(source.name() + ": it lacks " + missingNames());
      }
    } catch (IOException e) {
      failures.add(source.name() + ": " + e.getMessage());
    }
  }

  private String missingNames() {
    return missing.stream().map(DataFile::name).collect(Collectors.joining(", "));
  }
}
