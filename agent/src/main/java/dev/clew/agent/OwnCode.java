// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What the gate needs to know of the application's own methods that are traced, found without the
 * parser of rules. Loaded only if there may be any.
 */
final class OwnCode {
  private static final String API = "clew-api";
  private static final String ANNOTATION = "dev/clew/annotation/Traced.class";

  /** How every descriptor of one of Clew's annotations starts. */
  private static final byte[] DESCRIPTOR =
      "Ldev/clew/annotation/".getBytes(StandardCharsets.US_ASCII);

  private final Set<String> classes = new HashSet<>();
  private boolean anyClass;

  /**
   * Reads the rules in {@code text} and in a file.
   *
   * @param file its path, or null; if it cannot be read, that is reported here
   */
  OwnCode(@Nullable String text, @Nullable String file) {
    if (text != null) {
      add(text);
    }
    if (file != null) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.trim().startsWith("#")) {
            add(line);
          }
        }
      } catch (IOException unreadable) {
        StandardError.print(
            "warning: cannot read clew.methods.file="
                + file
                + " ("
                + unreadable.getMessage()
                + "); continuing without it");
      }
    }
  }

  private void add(String rules) {
    for (String rule : rules.split("[;\n]")) {
      int bracket = rule.indexOf('[');
      String name = bracket < 0 ? rule.trim() : rule.substring(0, bracket).trim();
      if (bracket > 0 && isClassName(name)) {
        classes.add(name.replace('.', '/'));
      } else if (!name.isEmpty()) {
        anyClass = true; // or wrong, which only the parser can explain
      }
    }
  }

  private static boolean isClassName(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!Character.isJavaIdentifierPart(name.charAt(i)) && name.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }

  /** Returns the internal names of classes that rules name. */
  Set<String> classes() {
    return classes;
  }

  /** Returns whether a rule may apply to any class. */
  boolean anyClass() {
    return anyClass;
  }

  /**
   * Returns whether a jar that is the whole class path contains or names the annotations.
   *
   * @param path the class path
   */
  static boolean areAnnotationsIn(String path) {
    try (JarFile jar = new JarFile(new File(path))) {
      if (jar.getJarEntry(ANNOTATION) != null) {
        return true;
      }
      Manifest manifest = jar.getManifest();
      String more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more != null && more.contains(API)) {
        return true;
      }
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".jar") && name.contains(API)) {
          return true;
        }
      }
    } catch (IOException unreadable) {
      // The JVM will say so.
    }
    return false;
  }

  /** Returns whether a class file names one of Clew's annotations. */
  static boolean isAnnotated(byte[] classFile) {
    int last = DESCRIPTOR.length - 1;
    int end = last;
    while (end < classFile.length) {
      byte found = classFile[end];
      if (found == '/' && matches(classFile, end - last)) {
        return true;
      }
      end += found < 0 || !isInDescriptor(found) ? DESCRIPTOR.length : 1;
    }
    return false;
  }

  private static boolean matches(byte[] classFile, int start) {
    for (int i = 0; i < DESCRIPTOR.length; i++) {
      if (classFile[start + i] != DESCRIPTOR[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInDescriptor(byte found) {
    return found == '/' || found == 'L' || (found >= 'a' && found <= 'w');
  }
}
