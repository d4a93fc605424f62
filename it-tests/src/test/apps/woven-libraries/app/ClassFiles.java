// SPDX-License-Identifier: Apache-2.0
package app;

import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The classes in a jar, except those for newer JDKs only. */
final class ClassFiles {
  private ClassFiles() {}

  static List<JarEntry> in(JarFile jar) {
    return jar.stream().filter(entry -> isClass(entry.getName())).toList();
  }

  static String className(JarEntry entry) {
    return entry.getName().replaceFirst("\\.class$", "").replace('/', '.');
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class")
        && !name.contains("-INF/");
  }
}
