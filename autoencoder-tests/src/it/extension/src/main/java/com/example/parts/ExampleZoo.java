package com.example.parts;

import java.util.List;
import org.autoencoderzoo.zoo.Zoo;
import org.autoencoderzoo.zoo.ZooExtension;

/** The models of this project for {@code ae --plugins}, and the parts that saved models name. */
public final class ExampleZoo implements ZooExtension {

  @Override
  public List<Zoo.Entry> models() {
    return List.of(
        new Zoo.Entry("smooth", "One hidden layer, short codes", "You 2026", Smooth::builder),
        new Zoo.Entry("funnel", "Two layers to a linear code", "You 2026", Funnel::builder),
        new Zoo.Entry(
            "batch-top-k-autoencoder",
            "Keeps the k N largest units of a batch",
            "Bussmann et al. 2024",
            BatchTopKAutoencoder::builder));
  }

  @Override
  public List<Class<?>> trustedClasses() {
    return List.of(
        BatchTopK.class,
        Brightness.class,
        CodeEnergy.class,
        DecoderWeightedL1.class,
        Gated.class,
        GatedSameDiff.class,
        LogCosh.class,
        NearLargest.class,
        UnitArctan.class,
        UnitLength.class,
        WarmEnergy.class);
  }
}
