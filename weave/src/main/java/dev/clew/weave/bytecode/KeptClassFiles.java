// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Reads every class file once. */
final class KeptClassFiles implements ClassFileLocator {
  private final Map<String, Resolution> kept = new ConcurrentHashMap<>();
  private final ClassFileLocator source;

  KeptClassFiles(ClassFileLocator source) {
    this.source = source;
  }

  @Override
  public Resolution locate(String name) throws IOException {
    Resolution known = kept.get(name);
    if (known == null) {
      known = source.locate(name);
      kept.put(name, known);
    }
    return known;
  }

  @Override
  public void close() {}
}
