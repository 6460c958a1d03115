package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.Arrays;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.data.TrainTest;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.KSparse;

/** Filters of the k-sparse autoencoder with k = 70, 40, 25 and 10 of 1000 units. */
final class KSparseFilters implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    int units = exhibit.choose(100, 1000);
    int[] ks = exhibit.choose(new int[] {20, 10, 5, 2}, new int[] {70, 40, 25, 10});
    int epochs = exhibit.choose(20, 20);
    ImageShape shape = Exhibit.shape(digits.train());
    double[] errors = new double[ks.length];
    double[] areas = new double[ks.length];
    Table table = new Table("k", "squared error", "area of a filter, pixels");
    for (int i = 0; i < ks.length; i++) {
      Autoencoder autoencoder =
          exhibit.train(
              "k = " + ks[i], KSparse.builder().codeSize(units).k(ks[i]), digits.train(), epochs);
      errors[i] =
          autoencoder.reconstructionError(digits.test().images()).meanNumber().doubleValue();
      areas[i] =
          Arrays.stream(SpatialExtent.area(Exhibit.filters(autoencoder, units), shape))
              .average()
              .orElseThrow();
      table.row(ks[i], errors[i], areas[i]);
      exhibit.weights(
          "Filters of 50 units, k = " + ks[i] + ".", shape, 10, Exhibit.filters(autoencoder, 50));
    }
    exhibit.table(
        "Test error, and the number of pixels over which a filter is spread: (sum w^2)^2 / sum w^4,"
            + " mean over all units.",
        table);
    exhibit.claimRising("Squared error rises as k falls", errors);
  }
}
