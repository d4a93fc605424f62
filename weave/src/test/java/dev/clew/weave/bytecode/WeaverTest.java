// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import dev.clew.weave.LoadedModule;
import dev.clew.weave.ModuleCode;
import dev.clew.weave.RegisteredHook;
import dev.clew.weave.classfile.ClassOutline;
import dev.clew.weave.classfile.ClassOutlines;
import dev.clew.weave.classfile.Member;
import dev.clew.weave.sample.SampleModule;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

class WeaverTest {
  private static final LoadedModule MODULE =
      new LoadedModule(
          "test",
          new Library("test", "1", List.of()),
          List.of(),
          ModuleCode.around(SampleModule.class, name -> null),
          "the test",
          true);

  @Test
  void everyMethodOfALibrary_passesTheVerifierWithFourHooks() throws Exception {
    try (Woven kotlin = new Woven(kotlin.Pair.class)) {
      assertThat(kotlin.verified("kotlin/collections/")).isGreaterThan(100);
    }
  }

  /** ASM's own class files are Java 5 class files. */
  @Test
  void stackMapsThatAreComputed_passTheVerifier() throws Exception {
    try (Woven asm = new Woven(ClassReader.class)) {
      assertThat(asm.verified("net/bytebuddy/jar/asm/")).isGreaterThan(30);
    }
  }

  @Test
  void classFileOfJava25_keepsItsVersion() {
    ClassWriter newest = new ClassWriter(0);
    newest.visit(Opcodes.V25, Opcodes.ACC_PUBLIC, "target/Newest", null, "java/lang/Object", null);
    MethodVisitor method =
        newest.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "work", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    byte[] classFile = newest.toByteArray();

    byte[] woven = weave(classFile, new ClassOutlines(null));

    assertThat(woven.length).isGreaterThan(classFile.length);
    assertThat(new ClassReader(woven).readUnsignedShort(6)).isEqualTo(Opcodes.V25);
  }

  @Test
  void methodsNextToAnAnsweringHook_areWovenAsWithoutIt() throws Exception {
    byte[] classFile;
    try (var in = ClassReader.class.getResourceAsStream("ClassReader.class")) {
      classFile = in.readAllBytes();
    }
    ClassOutline outline = ClassOutline.of(classFile);
    HookPoint.Builder other = HookPoint.inClass(outline.name()).method("getItem");
    List<RegisteredHook> observing =
        List.of(
            new RegisteredHook(
                "test-1", MODULE, HookPoint.inClass(outline.name()).method("accept").hook("n.H")),
            new RegisteredHook("test-2", MODULE, other.hook("n.H")));
    List<RegisteredHook> withAnswers = new ArrayList<>(observing);
    withAnswers.add(0, new RegisteredHook("test-3", MODULE, other.answering().hook("n.H")));

    byte[] before = woven(outline, classFile, observing);
    byte[] now = woven(outline, classFile, withAnswers);

    assertThat(only("accept", now)).isEqualTo(only("accept", before));
    assertThat(only("getItem", now)).isNotEqualTo(only("getItem", before));
  }

  private static byte[] woven(ClassOutline outline, byte[] classFile, List<RegisteredHook> hooks) {
    return new Weaver(new DispatchConstant("none.Dispatcher"))
        .weave(outline, classFile, classFile[7], new ClassOutlines(null), hooks);
  }

  /** Writes the class anew with one method, so that constants have the same numbers. */
  private static byte[] only(String name, byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  String signature,
                  String[] exceptions) {
                return method.equals(name)
                    ? super.visitMethod(access, method, descriptor, signature, exceptions)
                    : null;
              }
            },
            0);
    return writer.toByteArray();
  }

  /** Contains a copy of a library with hooks in every method. */
  private static final class Woven extends URLClassLoader {
    private final Path jar;
    private final ClassOutlines types = new ClassOutlines(this);

    Woven(Class<?> member) throws Exception {
      this(member.getProtectionDomain().getCodeSource().getLocation());
    }

    private Woven(URL jar) throws Exception {
      super(new URL[] {jar}, null);
      this.jar = Path.of(jar.toURI());
    }

    int verified(String folder) throws Exception {
      int verified = 0;
      try (JarFile file = new JarFile(jar.toFile())) {
        for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
          String name = entry.getName();
          if (name.startsWith(folder) && name.endsWith(".class")) {
            Class<?> woven = loadClass(name.replace(".class", "").replace('/', '.'));
            // Links the class, which verifies it.
            assertThat(woven.getDeclaredMethods()).isNotNull();
            verified++;
          }
        }
      }
      return verified;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] woven = weave(in.readAllBytes(), types);
        return defineClass(name, woven, 0, woven.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static byte[] weave(byte[] classFile, ClassOutlines types) {
    ClassOutline outline = ClassOutline.of(classFile);
    Set<String> names = new LinkedHashSet<>();
    for (Member method : outline.methods()) {
      if (method.canBeHooked() && !method.name().equals("<clinit>")) {
        names.add(method.name());
      }
    }
    List<RegisteredHook> hooks = new ArrayList<>();
    for (String name : names) {
      HookPoint.Builder point = HookPoint.inClass(outline.name()).method(name);
      hooks.add(new RegisteredHook("test-1", MODULE, point.hook("none.Hook")));
      if (!name.equals(HookPoint.CONSTRUCTOR)) {
        point.replacingArguments();
      }
      hooks.add(new RegisteredHook("test-2", MODULE, point.hook("none.Hook")));
      if (!name.equals(HookPoint.CONSTRUCTOR)) {
        hooks.add(new RegisteredHook("test-3", MODULE, point.answering().hook("none.Hook")));
        HookPoint.Builder plain = HookPoint.inClass(outline.name()).method(name).answering();
        hooks.add(new RegisteredHook("test-4", MODULE, plain.hook("none.Hook")));
      }
    }
    return new Weaver(new DispatchConstant("none.Dispatcher"))
        .weave(outline, classFile, classFile[7], types, hooks);
  }
}
