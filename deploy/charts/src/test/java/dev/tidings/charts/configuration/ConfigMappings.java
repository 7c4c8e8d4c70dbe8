package dev.tidings.charts.configuration;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.tidings.charts.support.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Reads the {@code @ConfigMapping} interfaces of all processes, with their comments. */
public final class ConfigMappings {

  private final CompilationUnitTree unit;
  private final Trees trees;
  private final Map<String, ClassTree> nested = new HashMap<>();

  private ConfigMappings(CompilationUnitTree unit, Trees trees) {
    this.unit = unit;
    this.trees = trees;
  }

  /** All of them, ordered by module and prefix. */
  static List<PropertyGroup> all() {
    var groups = new ArrayList<PropertyGroup>();
    for (Path source : Repository.sources()) {
      if (mentionsMapping(source)) {
        read(source).ifPresent(groups::add);
      }
    }
    return groups;
  }

  /** The defaults of all properties that have one. */
  public static Map<String, String> defaults() {
    return all().stream()
        .flatMap(group -> group.properties().stream())
        .filter(each -> !each.byDefault().isEmpty())
        .collect(Collectors.toMap(Property::name, Property::byDefault));
  }

  private static boolean mentionsMapping(Path source) {
    try {
      return Files.readString(source).contains("@ConfigMapping(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<PropertyGroup> read(Path source) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, List.of("-proc:none"), null, files.getJavaFileObjects(source));
      CompilationUnitTree unit = task.parse().iterator().next();
      return new ConfigMappings(unit, Trees.instance(task)).group(module(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String module(Path source) {
    String path = Repository.ROOT.relativize(source).toString();
    return path.substring(0, path.indexOf("/src/"));
  }

  private Optional<PropertyGroup> group(String module) {
    for (Tree declared : unit.getTypeDecls()) {
      if (declared instanceof ClassTree type) {
        Optional<String> prefix =
            argument(type.getModifiers().getAnnotations(), "ConfigMapping", "prefix");
        if (prefix.isPresent()) {
          type.getMembers().stream()
              .filter(ClassTree.class::isInstance)
              .map(ClassTree.class::cast)
              .forEach(member -> nested.put(member.getSimpleName().toString(), member));
          var properties = new ArrayList<Property>();
          collect(type, prefix.get(), properties);
          return Optional.of(
              new PropertyGroup(
                  module, prefix.get(), Javadoc.toMarkdown(comment(type)), properties));
        }
      }
    }
    return Optional.empty();
  }

  private void collect(ClassTree type, String prefix, List<Property> properties) {
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method
          && !method.getModifiers().getFlags().contains(Modifier.DEFAULT)
          && !method.getModifiers().getFlags().contains(Modifier.STATIC)) {
        collect(method, prefix, properties);
      }
    }
  }

  private void collect(MethodTree method, String prefix, List<Property> properties) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    String name =
        argument(annotations, "WithName", "value")
            .orElseGet(() -> kebab(method.getName().toString()));
    boolean ofParent = annotations.stream().anyMatch(is("WithParentName"));
    String path = ofParent ? prefix : prefix + "." + name;
    Tree type = method.getReturnType();
    if (type instanceof ParameterizedTypeTree generic) {
      String outer = generic.getType().toString();
      if (outer.equals("Map")) {
        path += ".<" + (ofParent ? "name" : singular(name)) + ">";
        type = generic.getTypeArguments().getLast();
      } else if (outer.equals("Optional")) {
        type = generic.getTypeArguments().getFirst();
      }
    }
    ClassTree group = nested.get(type.toString());
    if (group != null && group.getKind() == Tree.Kind.INTERFACE) {
      collect(group, path, properties);
      return;
    }
    properties.add(
        new Property(
            path,
            argument(annotations, "WithDefault", "value").orElse(""),
            Javadoc.toMarkdown(comment(method))));
  }

  private String comment(Tree tree) {
    return trees.getDocComment(TreePath.getPath(unit, tree));
  }

  private static Predicate<AnnotationTree> is(String simpleName) {
    return annotation -> annotation.getAnnotationType().toString().equals(simpleName);
  }

  private static Optional<String> argument(
      List<? extends AnnotationTree> annotations, String annotation, String argument) {
    return annotations.stream()
        .filter(is(annotation))
        .flatMap(each -> each.getArguments().stream())
        .flatMap(each -> value(each, argument).stream())
        .map(ConfigMappings::constant)
        .findFirst();
  }

  /** A lone argument is the annotation's value. */
  private static Optional<ExpressionTree> value(ExpressionTree argument, String name) {
    if (argument instanceof AssignmentTree named) {
      return named.getVariable().toString().equals(name)
          ? Optional.of(named.getExpression())
          : Optional.empty();
    }
    return name.equals("value") ? Optional.of(argument) : Optional.empty();
  }

  private static String constant(ExpressionTree expression) {
    return switch (expression) {
      case LiteralTree literal -> String.valueOf(literal.getValue());
      case BinaryTree sum -> constant(sum.getLeftOperand()) + constant(sum.getRightOperand());
      default -> throw new IllegalArgumentException("No constant: " + expression);
    };
  }

  private static String kebab(String camel) {
    return camel
        .chars()
        .mapToObj(
            c -> Character.isUpperCase(c) ? "-" + (char) Character.toLowerCase(c) : "" + (char) c)
        .collect(Collectors.joining());
  }

  private static String singular(String name) {
    return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
  }
}
