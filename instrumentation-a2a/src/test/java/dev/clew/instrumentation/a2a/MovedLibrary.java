// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Writes a jar with a library's classes in another package, as if the library had moved there. */
final class MovedLibrary {
  private static final String SERVICES = "META-INF/services/";

  private final String from;
  private final String to;

  MovedLibrary(String from, String to) {
    this.from = from;
    this.to = to;
  }

  void write(List<Path> jars, Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      out.setLevel(1);
      for (Path each : jars) {
        try (JarFile jar = new JarFile(each.toFile())) {
          copy(jar, out);
        }
      }
    }
  }

  private void copy(JarFile jar, JarOutputStream out) throws IOException {
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      String name = entry.getName();
      boolean isClass = name.startsWith(path(from)) && name.matches(".*(?<!-info)\\.class");
      if (isClass || name.startsWith(SERVICES + from)) {
        byte[] content = jar.getInputStream(entry).readAllBytes();
        out.putNextEntry(
            new JarEntry(name.replace(path(from), path(to)).replace(from + ".", to + ".")));
        out.write(
            isClass
                ? moved(content)
                : new String(content, UTF_8).replace(from + ".", to + ".").getBytes(UTF_8));
      }
    }
  }

  private byte[] moved(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new ClassRemapper(writer, new Names()), 0);
    return writer.toByteArray();
  }

  private static String path(String packageName) {
    return packageName.replace('.', '/') + "/";
  }

  /** Names in class files. */
  private final class Names extends Remapper {
    Names() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String internalName) {
      return internalName.startsWith(path(from))
          ? path(to) + internalName.substring(path(from).length())
          : internalName;
    }
  }
}
