// SPDX-License-Identifier: Apache-2.0
/**
 * Starts real JVMs with the real agent jar and real libraries, and reads their traces.
 *
 * <pre>{@code
 * Application app = Application.compile("openai", LibraryClasspath.of(LibraryClasspath.OPENAI_JAVA));
 * TracedRun run = new Comparison(app, Jdk.running()).model(script).run("plain");
 * assertThat(run.traces().describe()).isEqualTo("generation chat gpt-4o\n");
 * }</pre>
 */
@NullMarked
package dev.clew.it.harness;

import org.jspecify.annotations.NullMarked;
