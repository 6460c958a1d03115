package org.autoencoderzoo.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFolderTest {

  @ParameterizedTest
  @CsvSource({
    "/property, /variable, /xdg, /property",
    "'',        /variable, /xdg, /variable",
    ",          /variable, /xdg, /variable",
    ",          ,          /xdg, /xdg/autoencoder-zoo",
    ",          '',        xdg,  /home/u/.cache/autoencoder-zoo",
    ",          ,          '',   /home/u/.cache/autoencoder-zoo",
    ",          ,          ,     /home/u/.cache/autoencoder-zoo"
  })
  void placesAreAskedInOrder(String property, String variable, String xdg, String expected) {
    Path root =
        CacheFolder.root(
            name -> Map.of("user.home", "/home/u").getOrDefault(name, property),
            name ->
                switch (name) {
                  case "AUTOENCODER_ZOO_CACHE" -> variable;
                  case "XDG_CACHE_HOME" -> xdg;
                  default -> null;
                });
    assertThat(root).isEqualTo(Path.of(expected));
  }
}
