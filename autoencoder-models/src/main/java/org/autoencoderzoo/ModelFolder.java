package org.autoencoderzoo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.autoencoderzoo.files.AtomicFile;

/**
 * A folder with a saved autoencoder, {@code model.zip}. Nothing else in it is read, so that it
 * changes in one step; {@code zoo.json} is a copy of the description in the zip file, for people
 * and for other programs.
 */
final class ModelFolder {

  private static final String NETWORK = "model.zip";

  private ModelFolder() {}

  static void write(Autoencoder autoencoder, Path folder, Map<String, ?> notes) throws IOException {
    Path file = folder.resolve(NETWORK);
    ModelFile.write(autoencoder, file, notes);
    // Another process may write here, too: the last one copies what is there in the end.
    String description;
    do {
      description = ModelFile.description(file);
      byte[] copy = description.getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(folder.resolve(Description.NAME), out -> out.write(copy));
    } while (!description.equals(ModelFile.description(file)));
  }

  static Autoencoder read(Path folder, Class<?>... trusted) throws IOException {
    return ModelFile.read(folder.resolve(NETWORK), trusted);
  }
}
