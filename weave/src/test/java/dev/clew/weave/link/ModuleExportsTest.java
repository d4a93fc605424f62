// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.weave.ModuleCode;
import dev.clew.weave.sample.SampleModule;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.tools.ToolProvider;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleExportsTest {
  private final ModuleExports exports = new ModuleExports(ByteBuddyAgent.install());
  @TempDir Path folder;
  private Class<?> library;

  @BeforeEach
  void defineModule() throws Exception {
    Files.writeString(folder.resolve("module-info.java"), "module merged {}");
    Files.writeString(folder.resolve("Thing.java"), "package library; public class Thing {}");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                folder.toString(),
                folder.resolve("module-info.java").toString(),
                folder.resolve("Thing.java").toString());
    assertThat(compiled).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration().resolve(ModuleFinder.of(folder), ModuleFinder.of(), Set.of("merged"));
    library =
        boot.defineModulesWithOneLoader(modules, null)
            .findLoader("merged")
            .loadClass("library.Thing");
  }

  @Test
  void packageThatIsNotExported_isExportedToTheHooksAlone() {
    ClassLoader hooks = hooks(library.getClassLoader());
    Module other = hooks(library.getClassLoader()).getUnnamedModule();
    Module module = library.getModule();

    exports.export(library, hooks);

    assertThat(module.isExported("library", hooks.getUnnamedModule())).isTrue();
    assertThat(module.isExported("library", other)).isFalse();
    assertThat(module.isOpen("library", hooks.getUnnamedModule())).isFalse();
  }

  @Test
  void classOfTheJdk_isLeftAlone() {
    ClassLoader hooks = hooks(null);

    exports.export(String.class, hooks);

    assertThat(String.class.getModule().isExported("jdk.internal.misc", hooks.getUnnamedModule()))
        .isFalse();
  }

  @Test
  void classInAnUnnamedModule_needsNothing() {
    exports.export(SampleModule.class, hooks(SampleModule.class.getClassLoader()));
  }

  private static ClassLoader hooks(ClassLoader application) {
    ClassLoader agent = ModuleExportsTest.class.getClassLoader();
    return new HookClassLoader(
        ModuleCode.around(SampleModule.class, agent::getResourceAsStream), agent, application);
  }
}
