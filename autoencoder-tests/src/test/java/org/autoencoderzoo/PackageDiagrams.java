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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which package uses which: in the diagrams of CONTRIBUTING.md, and in the code.
 *
 * @param packages from the top down, of the diagrams; in any order, of the code
 * @param arrows between them
 */
record PackageDiagrams(List<String> packages, List<Arrow> arrows) {

  private static final Path DOCUMENT = Path.of("..", "CONTRIBUTING.md");
  private static final Pattern LINE = Pattern.compile("(?m)^(\\w+) -+> (\\w+(?:, \\w+)*)$");
  private static final String ROOT = "org.autoencoderzoo";
  private static final Pattern LIBRARY_OR_EXAMPLES =
      Pattern.compile(Pattern.quote(ROOT) + "(?:\\.(examples\\.)?(\\w+))?");

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

  /** Within the library and within the examples; what the examples use of the library is free. */
  static PackageDiagrams ofCode(JavaClasses classes) {
    Map<Arrow, Arrow> arrows = new LinkedHashMap<>();
    for (JavaClass user : classes) {
      Place from = Place.of(user);
      for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
        Place to = Place.of(dependency.getTargetClass());
        if (from != null && to != null && from.isBeside(to)) {
          Arrow arrow = new Arrow(from.name, to.name, dependency.getDescription());
          arrows.putIfAbsent(arrow, arrow);
        }
      }
    }
    List<String> packages = arrows.keySet().stream().map(Arrow::from).distinct().toList();
    return new PackageDiagrams(packages, List.copyOf(arrows.values()));
  }

  /** Where a class is, by the names of the diagrams. */
  private record Place(String name, boolean isExample) {

    static Place of(JavaClass type) {
      Matcher matcher = LIBRARY_OR_EXAMPLES.matcher(type.getPackageName());
      if (!matcher.matches() || type.getPackageName().matches(".*\\.(examples|testing)")) {
        return null;
      }
      return new Place(
          matcher.group(2) == null ? "Autoencoder" : matcher.group(2), matcher.group(1) != null);
    }

    boolean isBeside(Place other) {
      return isExample == other.isExample && !name.equals(other.name);
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
