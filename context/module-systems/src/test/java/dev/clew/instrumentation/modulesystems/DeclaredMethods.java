// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.modulesystems;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Returns the methods of a class that have a name. */
final class DeclaredMethods implements BiFunction<String, String, List<String>> {
  @Override
  public List<String> apply(String className, String method) {
    try {
      return Arrays.stream(Class.forName(className).getDeclaredMethods())
          .filter(each -> each.getName().equals(method))
          .map(each -> Arrays.stream(each.getParameterTypes()).map(Class::getName).toList())
          .map(parameters -> String.join(",", parameters))
          .toList();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
