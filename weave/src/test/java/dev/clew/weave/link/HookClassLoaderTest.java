// SPDX-License-Identifier: Apache-2.0
package dev.clew.weave.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.weave.ModuleCode;
import dev.clew.weave.sample.JournalHook;
import dev.clew.weave.sample.SampleModule;
import dev.clew.weave.sample.ThrowingHook;
import org.junit.jupiter.api.Test;

class HookClassLoaderTest {
  @Test
  void classesOfAModule_shareOneDomain_soThatTheJitInlinesThemIntoEachOther() throws Exception {
    ClassLoader agent = HookClassLoaderTest.class.getClassLoader();
    HookClassLoader loader =
        new HookClassLoader(
            ModuleCode.around(SampleModule.class, agent::getResourceAsStream), agent, agent);

    Class<?> one = loader.loadClass(JournalHook.class.getName());
    Class<?> other = loader.loadClass(ThrowingHook.class.getName());

    assertThat(one.getClassLoader()).isSameAs(loader);
    assertThat(one.getProtectionDomain()).isSameAs(other.getProtectionDomain());
    assertThat(one.getProtectionDomain().getCodeSource()).isNotNull();
  }
}
