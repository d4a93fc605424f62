// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The class files of one instrumentation module, which are defined anew beside every copy of the
 * library that the application loads.
 */
public final class ModuleCode {
  private final String packagePrefix;
  private final Function<String, @Nullable InputStream> resources;

  private ModuleCode(String packagePrefix, Function<String, @Nullable InputStream> resources) {
    this.packagePrefix = packagePrefix;
    this.resources = resources;
  }

  /**
   * Returns the code of the module that {@code moduleClass} describes: its package and below.
   *
   * @param resources opens class files by resource name, null where there is none
   */
  public static ModuleCode around(
      Class<?> moduleClass, Function<String, @Nullable InputStream> resources) {
    return new ModuleCode(moduleClass.getPackageName() + ".", resources);
  }

  /** Tells whether the class belongs to the module by its name. */
  public boolean owns(String className) {
    return className.startsWith(packagePrefix);
  }

  /** Returns the class file of {@code className}, or null if the module has none. */
  public byte @Nullable [] classFile(String className) {
    if (!owns(className)) {
      return null;
    }
    try (InputStream in = resources.apply(className.replace('.', '/') + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read class " + className, e);
    }
  }
}
