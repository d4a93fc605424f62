// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Loads and links every woven class of some jars, so that the JVM verifies it. */
final class Verification {
  private final WovenLoader woven;
  private final PlainLoader plain;
  private final List<String> errors = new ArrayList<>();
  private int verified;
  private int notLinkable;

  private Verification(WovenLoader woven, PlainLoader plain) {
    this.woven = woven;
    this.plain = plain;
  }

  static Verification of(List<Path> jars) throws IOException {
    Verification verification = new Verification(WovenLoader.of(jars), new PlainLoader(jars));
    for (Path jar : jars) {
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : ClassFiles.in(file)) {
          verification.verify(ClassFiles.className(entry));
        }
      }
    }
    return verification;
  }

  private void verify(String className) {
    Throwable failure = linkFailure(woven, className);
    if (failure == null) {
      verified++;
      return;
    }
    Throwable unwoven = linkFailure(plain, className);
    if (unwoven != null && unwoven.getClass() == failure.getClass()) {
      notLinkable++; // an optional library is missing
    } else {
      errors.add(className + ": " + failure);
    }
  }

  private static Throwable linkFailure(ClassLoader loader, String className) {
    try {
      // The JVM links, and so verifies, the class before it lists the methods.
      loader.loadClass(className).getDeclaredMethods();
      return null;
    } catch (Throwable failure) {
      return failure;
    }
  }

  void print() {
    EveryMethod weaving = woven.weaving();
    System.out.println("classes " + verified);
    System.out.println("methods " + weaving.methods());
    System.out.println("not linkable " + notLinkable);
    System.out.println("left alone " + weaving.leftAlone().size());
    System.out.println("errors " + (errors.size() + weaving.failures().size()));
    errors.forEach(line -> System.out.println("error " + line));
    weaving.failures().forEach(line -> System.out.println("error " + line));
    weaving.leftAlone().forEach(line -> System.err.println(line));
  }
}
