package org.autoencoderzoo.examples.lecture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.autoencoderzoo.Autoencoder;
import org.autoencoderzoo.datasets.TrainTest;
import org.autoencoderzoo.examples.gallery.Chart;
import org.autoencoderzoo.examples.gallery.Example;
import org.autoencoderzoo.examples.gallery.Exhibit;
import org.autoencoderzoo.examples.measures.PrincipalAngles;
import org.autoencoderzoo.linear.Pca;
import org.autoencoderzoo.zoo.Linear;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The linear autoencoder with squared error learns PCA: at every optimum its decoder spans the
 * first principal components, and there is no local one (Bourlard and Kamp 1988; Baldi and Hornik
 * 1989). Its single units need not be components: only the space is determined. The images are
 * centred, as the lecture's derivation has them; otherwise a unit may end up drawing the mean.
 */
final class LinearIsPca implements Example {

  @Override
  public void run(Exhibit exhibit) throws IOException {
    TrainTest digits = exhibit.digits();
    INDArray images = digits.train().images();
    INDArray x = images.subRowVector(images.mean(0));
    int k = exhibit.choose(5, 10);
    int epochs = exhibit.choose(60, 12);
    Pca pca = Pca.fit(x, k);
    double least = Exhibit.squaredError(pca, x);
    Autoencoder autoencoder =
        Linear.builder().inputSize((int) x.size(1)).codeSize(k).seed(exhibit.seed()).build().init();
    // A view: it shows the weights as they learn.
    INDArray decoder = autoencoder.network().getLayer("decoder").getParam("W");

    List<double[]> angles = new ArrayList<>();
    List<Double> excess = new ArrayList<>();
    exhibit.fit(
        "linear autoencoder",
        autoencoder,
        x,
        epochs,
        () -> {
          angles.add(PrincipalAngles.between(decoder, pca.components()));
          excess.add(Exhibit.squaredError(autoencoder, x) / least - 1);
        });

    double[] largest = angles.stream().mapToDouble(angle -> angle[k - 1]).toArray();
    double[] middle = angles.stream().mapToDouble(angle -> angle[k / 2]).toArray();
    double[] errors = excess.stream().mapToDouble(Double::doubleValue).toArray();
    exhibit.chart(
        "Principal angles between what the decoder's %d columns span and the first %d principal"
                .formatted(k, k)
            + " components.",
        new Chart("Epoch", "Principal angle (degrees)")
            .line("largest", largest)
            .line("middle", middle)
            .logarithmicY());
    exhibit.chart(
        "Squared error on the training images, as a share above PCA's, the least that is possible.",
        new Chart("Epoch", "Error above PCA's (share)")
            .line("excess error", errors)
            .logarithmicY());
    exhibit.weights(
        "Each column: above, a principal component; below, a column of the decoder. The columns are"
            + " mixtures of components, but span the same space.",
        digits.train().shape(),
        k,
        Nd4j.concat(0, pca.components(), decoder));

    exhibit.claimAtMost("Largest principal angle at the end (degrees)", largest[epochs - 1], 5);
    exhibit.claimAtMost("Error above PCA's at the end (share)", errors[epochs - 1], 1e-3);
    exhibit.claimAtLeast(
        "Error above PCA's at the end (share): never below PCA, except for rounding",
        errors[epochs - 1],
        -1e-6);
  }
}
