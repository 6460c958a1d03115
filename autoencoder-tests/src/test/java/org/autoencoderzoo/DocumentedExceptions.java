package org.autoencoderzoo;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTreePath;
import com.sun.source.util.DocTreePathScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds public and protected methods and constructors whose Javadoc does not say what they throw:
 * by a {@code throw new} of their own or of a private method that they call, by a static method
 * that says that it refuses arguments, or by their {@code throws} clause.
 */
final class DocumentedExceptions {

  /** Whose methods refuse arguments, where their Javadoc says so. */
  private static final Set<String> CHECKS = Set.of("Arguments", "InputCheck");

  private static final String REFUSED = "IllegalArgumentException";

  private final DocTrees docs;
  private final List<CompilationUnitTree> units = new ArrayList<>();
  private final Set<String> refusing = new TreeSet<>();
  private final List<String> missing = new ArrayList<>();

  private DocumentedExceptions(Iterable<? extends JavaFileObject> sources) throws IOException {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, null, null, null, sources);
    this.docs = DocTrees.instance(task);
    task.parse().forEach(units::add);
  }

  /**
   * What is not documented.
   *
   * @param sources to read
   * @return one line for each exception: class, method, exception
   */
  static List<String> missingIn(Iterable<? extends JavaFileObject> sources) throws IOException {
    DocumentedExceptions all = new DocumentedExceptions(sources);
    all.units.forEach(unit -> all.new RefusingMethods().scan(unit, null));
    all.units.forEach(unit -> all.new PublicTypes().scan(unit, null));
    return all.missing;
  }

  /** Collects the methods and constructors that say that they refuse arguments. */
  private final class RefusingMethods extends TreePathScanner<Void, Void> {
    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      String type = enclosing(getCurrentPath()).getSimpleName().toString();
      if (documented(getCurrentPath()).contains(REFUSED)) {
        boolean isConstructor = method.getName().contentEquals("<init>");
        refusing.add(isConstructor ? type : type + "." + method.getName());
      }
      return null;
    }
  }

  private static ClassTree enclosing(TreePath path) {
    return (ClassTree) path.getParentPath().getLeaf();
  }

  /** Looks at the types that users see, and those within them. */
  private final class PublicTypes extends TreePathScanner<Void, Void> {
    @Override
    public Void visitClass(ClassTree type, Void unused) {
      boolean isOfInterface =
          getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
      if (isOfInterface || isVisible(type.getModifiers())) {
        Map<String, Set<String>> thrown = thrownByPrivate(type);
        for (Tree member : type.getMembers()) {
          if (member instanceof MethodTree method) {
            look(new TreePath(getCurrentPath(), method), type, thrown);
          } else if (member instanceof ClassTree) {
            scan(member, null);
          }
        }
      }
      return null;
    }
  }

  private void look(TreePath path, ClassTree type, Map<String, Set<String>> thrownByPrivate) {
    MethodTree method = (MethodTree) path.getLeaf();
    boolean isOfInterface = type.getKind() == Tree.Kind.INTERFACE;
    if (!isVisible(method.getModifiers())
        && !(isOfInterface && !method.getModifiers().getFlags().contains(Modifier.PRIVATE))) {
      return;
    }
    DocCommentTree comment = docs.getDocCommentTree(path);
    if (comment == null || inherits(path, comment)) {
      return; // The compiler's lint asks for Javadoc where it is not inherited.
    }
    Set<String> thrown = new TreeSet<>(thrown(method, type));
    calls(method).forEach(name -> thrown.addAll(thrownByPrivate.getOrDefault(name, Set.of())));
    method.getThrows().forEach(exception -> thrown.add(simple(exception)));
    thrown.remove("AssertionError"); // Says that something cannot happen.
    thrown.removeAll(documented(path));
    thrown.forEach(
        exception -> missing.add(type.getSimpleName() + "." + method.getName() + ": " + exception));
  }

  private static boolean isVisible(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC)
        || modifiers.getFlags().contains(Modifier.PROTECTED);
  }

  /** What private methods throw, those included that they call. */
  private Map<String, Set<String>> thrownByPrivate(ClassTree type) {
    Map<String, Set<String>> thrown = new HashMap<>();
    Map<String, Set<String>> called = new HashMap<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && method.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
        String name = method.getName().toString();
        thrown.computeIfAbsent(name, n -> new TreeSet<>()).addAll(thrown(method, type));
        called.computeIfAbsent(name, n -> new TreeSet<>()).addAll(calls(method));
      }
    }
    boolean grows = true;
    while (grows) {
      grows = false;
      for (String name : thrown.keySet()) {
        for (String other : called.get(name)) {
          grows |= thrown.get(name).addAll(thrown.getOrDefault(other, Set.of()));
        }
      }
    }
    return thrown;
  }

  /** What a body throws, lambdas included; anonymous classes are called by others. */
  private Set<String> thrown(MethodTree method, ClassTree owner) {
    String type = owner.getSimpleName().toString();
    Set<String> parameters =
        method.getParameters().stream()
            .map(parameter -> parameter.getName().toString())
            .collect(Collectors.toSet());
    Set<String> thrown = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree other, Void unused) {
        return null;
      }

      @Override
      public Void visitThrow(ThrowTree tree, Void unused) {
        if (tree.getExpression() instanceof NewClassTree created) {
          thrown.add(simple(created.getIdentifier()));
        }
        return super.visitThrow(tree, null);
      }

      @Override
      public Void visitNewClass(NewClassTree created, Void unused) {
        addIfRefused(created.getIdentifier().toString(), created.getArguments());
        return super.visitNewClass(created, null);
      }

      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        String called = call.getMethodSelect().toString();
        boolean isConstructor = called.equals("this");
        boolean isOwn = call.getMethodSelect() instanceof IdentifierTree;
        addIfRefused(
            isConstructor ? type : isOwn ? type + "." + called : called, call.getArguments());
        if (call.getMethodSelect() instanceof MemberSelectTree select) {
          if (select.getIdentifier().contentEquals("orElseThrow")) {
            call.getArguments().forEach(this::supplied);
          }
        }
        return super.visitMethodInvocation(call, null);
      }

      /** What is not given on by the caller is the method's own, and right. */
      private void addIfRefused(String called, List<? extends ExpressionTree> arguments) {
        boolean isGivenOn =
            CHECKS.contains(called.replaceFirst("\\..*", ""))
                || arguments.stream()
                    .anyMatch(argument -> parameters.contains(argument.toString()));
        if (isGivenOn && refusing.contains(called)) {
          thrown.add(REFUSED);
        }
      }

      private void supplied(ExpressionTree supplier) {
        if (supplier instanceof LambdaExpressionTree lambda
            && lambda.getBody() instanceof NewClassTree created) {
          thrown.add(simple(created.getIdentifier()));
        }
      }
    }.scan(method.getBody(), null);
    return thrown;
  }

  /** The names of the methods of the same class that a body calls. */
  private static Set<String> calls(MethodTree method) {
    Set<String> names = new TreeSet<>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        if (call.getMethodSelect() instanceof IdentifierTree name) {
          names.add(name.getName().toString());
        }
        return super.visitMethodInvocation(call, null);
      }
    }.scan(method.getBody(), null);
    return names;
  }

  private Set<String> documented(TreePath path) {
    Set<String> documented = new TreeSet<>();
    DocCommentTree comment = docs.getDocCommentTree(path);
    if (comment != null) {
      comment
          .getBlockTags()
          .forEach(
              tag -> {
                if (tag instanceof ThrowsTree said) {
                  documented.add(simple(said.getExceptionName()));
                }
              });
    }
    return documented;
  }

  private boolean inherits(TreePath path, DocCommentTree comment) {
    boolean[] found = new boolean[1];
    new DocTreePathScanner<Void, Void>() {
      @Override
      public Void visitInheritDoc(InheritDocTree tag, Void unused) {
        found[0] = true;
        return null;
      }
    }.scan(new DocTreePath(path, comment), null);
    return found[0];
  }

  private static String simple(Object name) {
    String text = name.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
