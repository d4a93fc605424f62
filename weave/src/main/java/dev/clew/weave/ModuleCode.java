// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.jspecify.annotations.Nullable;

/**
 * The class files of one instrumentation module. They are defined anew for every copy of the
 * library that the application loads.
 */
public final class ModuleCode {
  private final String packagePrefix;
  private final Map<String, String> renames;
  private final Function<String, @Nullable InputStream> resources;

  private ModuleCode(
      String packagePrefix,
      Map<String, String> renames,
      Function<String, @Nullable InputStream> resources) {
    this.packagePrefix = packagePrefix;
    this.renames = renames;
    this.resources = resources;
  }

  /**
   * Returns the code of the module described by {@code moduleClass}: its package and subpackages.
   *
   * @param resources opens class files by resource name; returns null if there is none
   */
  public static ModuleCode around(
      Class<?> moduleClass, Function<String, @Nullable InputStream> resources) {
    return new ModuleCode(moduleClass.getPackageName() + ".", Map.of(), resources);
  }

  /** Returns this code with the library's packages renamed. */
  public ModuleCode renaming(Map<String, String> packages) {
    return packages.isEmpty() ? this : new ModuleCode(packagePrefix, packages, resources);
  }

  /** Returns whether the class belongs to the module, judging by its name. */
  public boolean owns(String className) {
    return className.startsWith(packagePrefix);
  }

  /** Returns the class file of {@code className}, or null if the module does not contain it. */
  public byte @Nullable [] classFile(String className) {
    if (!owns(className)) {
      return null;
    }
    try (InputStream in = resources.apply(className.replace('.', '/') + ".class")) {
      return in == null ? null : renamed(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read class " + className, e);
    }
  }

  private byte[] renamed(byte[] classFile) {
    return renames.isEmpty() ? classFile : Renaming.of(classFile, renames);
  }

  /** In a class of its own, so that ASM's remapper is loaded only for relocated libraries. */
  private static final class Renaming extends Remapper {
    private final Map<String, String> packages;

    private Renaming(Map<String, String> packages) {
      super(Opcodes.ASM9);
      this.packages = packages;
    }

    static byte[] of(byte[] classFile, Map<String, String> packages) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(classFile).accept(new ClassRemapper(writer, new Renaming(packages)), 0);
      return writer.toByteArray();
    }

    @Override
    public String map(String internalName) {
      for (Map.Entry<String, String> entry : packages.entrySet()) {
        String before = entry.getKey().replace('.', '/') + "/";
        if (internalName.startsWith(before)) {
          String after = entry.getValue().replace('.', '/') + "/";
          return after + internalName.substring(before.length());
        }
      }
      return internalName;
    }
  }
}
