// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The outlines of the classes visible to one loader, each read once from its class file; no class
 * is loaded. The loader is held weakly.
 */
public final class ClassOutlines {
  private final WeakReference<ClassLoader> loader;
  private final Map<String, Optional<ClassOutline>> known = new ConcurrentHashMap<>();

  /** Creates outlines of what {@code loader} sees; null stands for the boot loader. */
  public ClassOutlines(@Nullable ClassLoader loader) {
    this.loader =
        new WeakReference<>(loader == null ? ClassLoader.getPlatformClassLoader() : loader);
  }

  /** Returns the outline of the class, or null if it does not exist. */
  public @Nullable ClassOutline find(String className) {
    Optional<ClassOutline> outline = known.get(className);
    if (outline == null) {
      // Not inside computeIfAbsent: a class loader may run arbitrary code, including a call back
      // here.
      outline = Optional.ofNullable(read(className));
      known.put(className, outline);
    }
    return outline.orElse(null);
  }

  /**
   * Returns the outline of a class that another one refers to.
   *
   * @throws IllegalStateException if it does not exist
   */
  public ClassOutline get(String className) {
    ClassOutline outline = find(className);
    if (outline == null) {
      throw new IllegalStateException("class " + className + " does not exist");
    }
    return outline;
  }

  private @Nullable ClassOutline read(String className) {
    ClassLoader source =
        className.startsWith("java.") ? ClassLoader.getPlatformClassLoader() : loader.get();
    if (source == null) {
      return null;
    }
    try (InputStream in = source.getResourceAsStream(className.replace('.', '/') + ".class")) {
      return in == null ? null : ClassOutline.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read class " + className, e);
    }
  }
}
