package org.autoencoderzoo;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which package uses which: in the diagrams of docs/architecture.md, and in the code.
 *
 * @param packages from the top down, of the diagrams; in any order, of the code
 * @param arrows between them
 */
record PackageDiagrams(List<String> packages, List<Arrow> arrows) {

  private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");
  private static final Pattern LINE =
      Pattern.compile("(?m)^([\\w.]+) -+> ([\\w.]+(?:, [\\w.]+)*)$");
  private static final String ROOT = "org.autoencoderzoo";

  static PackageDiagrams ofDocument() throws IOException {
    List<String> packages = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    Matcher lines = LINE.matcher(Files.readString(DOCUMENT));
    while (lines.find()) {
      packages.add(lines.group(1));
      for (String used : lines.group(2).split(", ")) {
        if (!used.equals("nothing")) {
          arrows.add(new Arrow(lines.group(1), used, ""));
        }
      }
    }
    return new PackageDiagrams(packages, arrows);
  }

  /** Within each module; what a module uses of those below it is free. */
  static PackageDiagrams ofCode(JavaClasses classes) {
    Map<Arrow, Arrow> arrows = new LinkedHashMap<>();
    for (JavaClass user : classes) {
      Place from = Place.of(user);
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        Place to = Place.of(dependency.getTargetClass());
        if (from != null && to != null && from.isBeside(to)) {
          Arrow arrow = new Arrow(from.name(), to.name(), dependency.getDescription());
          arrows.putIfAbsent(arrow, arrow);
        }
      }
    }
    List<String> packages = arrows.keySet().stream().map(Arrow::from).distinct().toList();
    return new PackageDiagrams(packages, List.copyOf(arrows.values()));
  }

  /** Where a class is, by the names of the diagrams: packages without their common prefix. */
  private record Place(Module module, String name) {

    static Place of(JavaClass type) {
      String name = type.getPackageName();
      if (!name.equals(ROOT) && !name.startsWith(ROOT + ".")) {
        return null;
      }
      String shown = name.equals(ROOT) ? "Autoencoder" : name.substring(ROOT.length() + 1);
      return new Place(Module.of(shown), shown);
    }

    boolean isBeside(Place other) {
      return module == other.module && !name.equals(other.name);
    }
  }

  private enum Module {
    MODELS,
    DATASETS,
    EXAMPLES,
    CLI,
    TESTING;

    static Module of(String shown) {
      return Stream.of(DATASETS, EXAMPLES, CLI, TESTING)
          .filter(module -> (shown + ".").startsWith(module.name().toLowerCase(Locale.ROOT) + "."))
          .findFirst()
          .orElse(MODELS);
    }
  }

  /**
   * One package uses another.
   *
   * @param from the user
   * @param to the used
   * @param example of a use; does not count in equals
   */
  record Arrow(String from, String to, String example) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Arrow that && from.equals(that.from) && to.equals(that.to);
    }

    @Override
    public int hashCode() {
      return from.hashCode() + 31 * to.hashCode();
    }

    @Override
    public String toString() {
      return from + " -> " + to + (example.isEmpty() ? "" : " (" + example + ")");
    }
  }
}
