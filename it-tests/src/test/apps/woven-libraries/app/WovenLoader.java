// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Loads libraries with hooks in every method. */
final class WovenLoader extends PlainLoader {
  private final EveryMethod weaving;

  private WovenLoader(List<Path> jars, EveryMethod weaving) {
    super(jars);
    this.weaving = weaving;
  }

  static WovenLoader of(List<Path> jars) throws IOException {
    return new WovenLoader(jars, EveryMethod.of(jars));
  }

  EveryMethod weaving() {
    return weaving;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] woven = null;
    try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
      woven = in == null ? null : weaving.weave(this, name, in.readAllBytes());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (woven == null) {
      return super.findClass(name);
    }
    String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (!packageName.isEmpty() && getDefinedPackage(packageName) == null) {
      definePackage(packageName, null, null, null, null, null, null, null);
    }
    return defineClass(name, woven, 0, woven.length);
  }
}
