package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.LabeledImages;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.evaluation.SpatialExtent;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.gallery.Table;
import org.autoencoderzoo.image.ImageShape;
import org.autoencoderzoo.zoo.AutoencoderModel;
import org.autoencoderzoo.zoo.StackedDenoising;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A stack level by level: what its units look for, and what its codes lose. A unit of a higher
 * level is drawn as the sum of the filters below it, weighted by what it takes from each (Lee,
 * Ekanadham and Ng 2007).
 */
final class StackedFeatures implements Example {

  private static final int SHOWN = 40;

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits().limit(20_000);
    LabeledImages train = digits.train();
    INDArray test = digits.test().images();
    ImageShape shape = train.shape();
    StackedDenoising model =
        exhibit
            .sized(StackedDenoising.builder(), train)
            .hiddenSizes(exhibit.choose(new Integer[] {100, 64}, new Integer[] {500, 250}))
            .codeSize(exhibit.choose(40, 100))
            .build();
    List<Autoencoder> levels = new ArrayList<>();
    INDArray rows = train.images();
    INDArray features = Nd4j.eye(shape.size());
    double[] errors = new double[3];
    double[] details = new double[3];
    Table table = new Table("level", "units", "squared error", "width of detail, pixels");
    for (AutoencoderModel<?> level : model.levels()) {
      int i = levels.size();
      Autoencoder autoencoder = level.init();
      levels.add(autoencoder);
      exhibit.fit("level " + (i + 1), autoencoder, rows, exhibit.choose(50, 15));
      rows = autoencoder.encode(rows);
      features = features.mmul(autoencoder.network().getLayer(Autoencoder.CODE).getParam("W"));
      INDArray drawn = features.transpose().dup('c');
      errors[i] = Exhibit.squaredError(new LevelStack(levels), test);
      details[i] = SpatialExtent.meanDetail(drawn, shape);
      table.row(i + 1, autoencoder.codeSize(), errors[i], details[i]);
      exhibit.weights(
          "Level %d: what %d of its %d units look for.".formatted(i + 1, SHOWN, drawn.size(0)),
          shape,
          10,
          drawn.get(NDArrayIndex.interval(0, SHOWN)));
    }
    exhibit.table(
        "Test images, encoded up to a level and decoded back down, before the stack is trained as a"
            + " whole: each level is smaller than the one below, and loses more.",
        table);
    exhibit.claimRising("Squared error per image, level by level", errors);
    exhibit.claimRising("Width of detail, in pixels, level by level", details);
  }
}
