package org.autoencoderzoo.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.ImageDataSet;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.NamedDataSet;
import org.autoencoderzoo.datasets.TrainTest;

/**
 * A data set of images that has a name.
 *
 * @param dataSet the data set
 * @param folder where its files are, or null for its own place
 * @param err takes what the user should know
 */
record ImageSource(NamedDataSet dataSet, Path folder, PrintWriter err) implements RunSource {

  private static final int USUAL_EPOCHS = 10;
  private static final int EPOCHS_OF_DIGITS = 200;

  @Override
  public String id() {
    return dataSet.id();
  }

  @Override
  public String argument() {
    return dataSet.id();
  }

  @Override
  public ImageRunData load(ExampleChoice choice) throws IOException {
    TrainTest all = folder == null ? dataSet.load() : dataSet.load(folder);
    boolean isItself = all.name().equals(dataSet.id());
    if (folder == null && !isItself) {
      throw new IOException(
          "%s has the id %s, but the data that it loads is named %s; give TrainTest the id"
              .formatted(dataSet.getClass().getName(), dataSet.id(), all.name()));
    }
    if (!isItself) {
      err.printf("ae: the files in %s are not those of %s%n", folder, dataSet.title());
    }
    return new ImageRunData(
        isItself ? dataSet.title() : "images of the folder " + all.name(),
        dataSet == ImageDataSet.DIGITS ? EPOCHS_OF_DIGITS : USUAL_EPOCHS,
        new TrainTest(
            all.name(),
            first(all.train(), choice.train()),
            first(all.test(), choice.test()),
            all.sha256()),
        choice);
  }

  @Override
  public RunData loadFor(
      Autoencoder autoencoder, SavedRun run, Path modelFolder, ExampleChoice choice)
      throws IOException {
    ImageRunData loaded = load(choice);
    TrainTest data = loaded.data();
    long features = data.test().images().size(1);
    if (features != autoencoder.inputSize()) {
      throw new IOException(
          "%s reads %d numbers per example, but %s has %d; name its data with --data and --data-dir"
              .formatted(modelFolder, autoencoder.inputSize(), data.name(), features));
    }
    if (dataSet.id().equals(run.data())
        && folder == null
        && !data.sha256().equals(run.dataSha256())) {
      throw new IOException(
          modelFolder
              + " was trained on other "
              + (dataSet.isEmbedded() ? "examples" : "files")
              + " than those of "
              + dataSet.title()
              + (dataSet.isEmbedded() ? "" : "; give their folder with --data-dir"));
    }
    return loaded;
  }

  private static LabeledImages first(LabeledImages images, Integer most) {
    return most == null ? images : images.first(Math.min(most, images.size()));
  }
}
