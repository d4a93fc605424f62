// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvokeDynamicRemovalTest {
  private static final Path COMPILED =
      Path.of("target/test-classes").resolve("dev/clew/agent/build");
  private static final String PACKAGE = "dev/clew/agent/build";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "capturingNothing",
        "capturingAllKinds",
        "privateMethodOfTheNest",
        "privateMethodOfAnInterface",
        "methodOfAnArgument",
        "constructor",
        "constructorOfAnArray",
        "boxing",
        "unboxingAndWidening",
        "genericResult",
        "resultThatIsDropped",
        "varargs",
        "insideALambda",
        "severalOfOneInterface",
        "equality",
        "hashCodes",
        "text",
      })
  void plainClass_doesTheSame(String scenario) throws Exception {
    Object before = LambdaScenarios.class.getDeclaredMethod(scenario).invoke(null);

    Object after = rewritten().getDeclaredMethod(scenario).invoke(null);

    assertThat(after).isEqualTo(before);
  }

  @Test
  void whatALambdaThrows_comesOutAsItIs() throws Exception {
    Class<?> plain = rewritten();

    assertThatThrownBy(() -> plain.getDeclaredMethod("throwing").invoke(null))
        .isInstanceOf(InvocationTargetException.class)
        .hasRootCauseInstanceOf(IOException.class)
        .hasRootCauseMessage("from inside");
  }

  @Test
  void lambdaThatCapturesNothing_isOneObject() throws Exception {
    Object[] two = (Object[]) rewritten().getDeclaredMethod("twice").invoke(null);

    assertThat(two[0]).isSameAs(two[1]);
  }

  @Test
  void lambdasOfOneInterface_shareAClass_andOthersDoNot() throws Exception {
    Object[] three = (Object[]) rewritten().getDeclaredMethod("ofTwoInterfaces").invoke(null);

    assertThat(three[0]).hasSameClassAs(three[1]).isInstanceOf(IntSupplier.class);
    assertThat(three[2]).isInstanceOf(Supplier.class).isNotInstanceOf(IntSupplier.class);
  }

  @Test
  void plainClasses_leaveNothingForTheJvmToMake() throws Exception {
    assertThat(linkedAtRunTime(copied("LambdaScenarios.class"))).isNotEmpty();

    rewritten();

    try (Stream<Path> classes = Files.list(folder.resolve(PACKAGE))) {
      for (Path each : classes.toList()) {
        assertThat(linkedAtRunTime(each)).doesNotContain("metafactory", "equals", "hashCode");
      }
    }
  }

  @Test
  void exemptPackage_staysAsItIs() throws Exception {
    Path scenarios = copied("LambdaScenarios.class");
    byte[] before = Files.readAllBytes(scenarios);

    InvokeDynamicRemoval.main(new String[] {folder.toString(), PACKAGE});

    assertThat(scenarios).hasBinaryContent(before);
  }

  /** Returns the rewritten class with the scenarios, in its own class loader. */
  private Class<?> rewritten() throws Exception {
    try (Stream<Path> files = Files.list(COMPILED)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("LambdaScenarios")) {
          copied(file.getFileName().toString());
        }
      }
    }
    InvokeDynamicRemoval.main(new String[] {folder.toString()});
    return new FolderLoader(folder).loadClass(LambdaScenarios.class.getName());
  }

  private Path copied(String classFile) throws IOException {
    Path target = folder.resolve(PACKAGE).resolve(classFile);
    Files.createDirectories(target.getParent());
    if (Files.notExists(target)) {
      Files.copy(COMPILED.resolve(classFile), target);
    }
    return target;
  }

  private static List<String> linkedAtRunTime(Path classFile) throws IOException {
    List<String> linked = new ArrayList<>();
    new ClassReader(Files.readAllBytes(classFile))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String called, String type, Handle bootstrap, Object... arguments) {
                    linked.add(bootstrap.getName().equals("metafactory") ? "metafactory" : called);
                  }
                };
              }
            },
            0);
    return linked;
  }

  /**
   * Loads the scenarios' classes from the folder and everything else from the tests' class loader.
   */
  private static final class FolderLoader extends ClassLoader {
    private final Path folder;

    FolderLoader(Path folder) {
      super(InvokeDynamicRemovalTest.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      Supplier<Path> file = () -> folder.resolve(name.replace('.', '/') + ".class");
      if (!name.contains("LambdaScenarios") || Files.notExists(file.get())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name, file.get());
      }
    }

    private Class<?> define(String name, Path file) throws ClassNotFoundException {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
