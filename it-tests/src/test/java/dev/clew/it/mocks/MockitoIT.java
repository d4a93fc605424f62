// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.mocks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.examples.modelserver.Reply;
import dev.clew.it.harness.Application;
import dev.clew.it.harness.Comparison;
import dev.clew.it.harness.Jdk;
import dev.clew.it.harness.LibraryClasspath;
import dev.clew.it.harness.NewestJdk;
import dev.clew.it.harness.ScriptedModel;
import dev.clew.it.harness.TracedRun;

/** Stubbing, verifying and spying of models and clients work as without the agent. */
class MockitoIT {
  @NewestJdk
  void mocksAndSpies_ofModelsAndClients_doWhatTheyDoWithoutTheAgent(Jdk jdk) {
    ScriptedModel model = new ScriptedModel().on("asked through a spy", Reply.text("really"));
    Application app =
        Application.compile(
            "mocks",
            LibraryClasspath.of(
                LibraryClasspath.OPENAI_JAVA,
                "dev.langchain4j:langchain4j:" + System.getProperty("it.langchain4j.version"),
                "org.mockito:mockito-core:" + System.getProperty("it.mockito.version")));

    TracedRun run = Comparison.of(jdk, app).model(model).run();

    assertThat(run.exit().stdout())
        .contains(
            "stubbed model: hi, hi again, null\n",
            "stubbed model that fails: no quota\n",
            "model that was never stubbed: null, null\n",
            "service on a stubbed model: from the mock\n",
            "arguments of a stubbed model: [first, second]\n",
            "stubbed streaming model: [in , pieces, complete: in pieces]\n",
            "spied model: echo of 1, replaced\n",
            "model called too often: org.mockito.exceptions.verification.TooManyActualInvocations",
            "stubbed client: stubbed-1, true\n",
            "client stubbed in depth: deep-1\n",
            "stubbed client that fails: no quota\n",
            "client that was never stubbed: null, null\n",
            "stubbed stream: 0 chunks\n",
            "stubbed future: future-1, true\n",
            "spied client: really\n");
    assertThat(run.traces().about("really").describe()).contains("generation chat gpt-4o-mini\n");
  }
}
