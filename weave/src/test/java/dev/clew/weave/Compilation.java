// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles small target classes during a test, so that each can have its own loader and version.
 */
final class Compilation {
  private Compilation() {}

  /** Returns a loader with null parent over the classes in {@code sources}. */
  static ClassLoader isolated(String release, String... sources) {
    return new Classes(compile(release, sources), null);
  }

  static Map<String, byte[]> compile(String release, String... sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, ByteArrayOutputStream> outputs = new HashMap<>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(null, null, null);
    JavaFileManager files =
        new ForwardingJavaFileManager<>(standard) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + name), kind) {
              @Override
              public OutputStream openOutputStream() {
                return outputs.computeIfAbsent(name, key -> new ByteArrayOutputStream());
              }
            };
          }
        };
    List<JavaFileObject> units = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceAll("(?s).*?(?:class|interface) (\\w+).*", "$1");
      units.add(
          new SimpleJavaFileObject(
              URI.create("mem:///target/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          });
    }
    List<String> options = List.of("--release", release, "-Xlint:-options", "-proc:none");
    if (!compiler.getTask(null, files, null, options, null, units).call()) {
      throw new AssertionError("the target does not compile");
    }
    Map<String, byte[]> classes = new HashMap<>();
    outputs.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  /** Defines classes from memory. */
  static final class Classes extends ClassLoader {
    private final Map<String, byte[]> classes;

    Classes(Map<String, byte[]> classes, ClassLoader parent) {
      super(parent);
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public java.io.InputStream getResourceAsStream(String name) {
      byte[] bytes = classes.get(name.replace(".class", "").replace('/', '.'));
      return bytes == null
          ? super.getResourceAsStream(name)
          : new java.io.ByteArrayInputStream(bytes);
    }

    @Override
    public java.net.URL getResource(String name) {
      try {
        return classes.containsKey(name.replace(".class", "").replace('/', '.'))
            ? URI.create("file:///" + name).toURL()
            : super.getResource(name);
      } catch (java.net.MalformedURLException e) {
        throw new AssertionError(e);
      }
    }
  }
}
