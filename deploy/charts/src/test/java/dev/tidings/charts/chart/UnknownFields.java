package dev.tidings.charts.chart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the Kubernetes types put aside as {@code additionalProperties} when they were read.
 */
final class UnknownFields {

  private static final String ASIDE = "getAdditionalProperties";

  private UnknownFields() {}

  static void collect(Object value, String path, Set<String> unknown) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, each) -> collect(each, path + "/" + key, unknown));
      case Collection<?> all -> {
        int index = 0;
        for (Object each : all) {
          collect(each, path + "/" + index++, unknown);
        }
      }
      default -> {
        if (isModel(value.getClass())) {
          collectModel(value, path, unknown);
        }
      }
    }
  }

  private static void collectModel(Object model, String path, Set<String> unknown) {
    for (Method method : model.getClass().getMethods()) {
      if (method.getParameterCount() != 0
          || !method.getName().startsWith("get")
          || Modifier.isStatic(method.getModifiers())
          || method.getDeclaringClass() == Object.class) {
        continue;
      }
      Object value = call(model, method);
      if (method.getName().equals(ASIDE)) {
        if (value instanceof Map<?, ?> aside) {
          aside.keySet().forEach(key -> unknown.add(path + "/" + key + " is unknown"));
        }
      } else {
        String name = method.getName().substring(3);
        collect(value, path + "/" + name, unknown);
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi."));
  }

  private static Object call(Object target, Method method) {
    try {
      return method.invoke(target);
    } catch (InvocationTargetException e) {
      // A derived value that this object doesn't have; what was read is in the others.
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
