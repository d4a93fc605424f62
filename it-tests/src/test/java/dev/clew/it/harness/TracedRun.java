// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.examples.modelserver.RecordedRequest;
import java.util.List;

/**
 * A run with the agent that the application could not distinguish from one without it.
 *
 * @param requests what the model server received
 */
public record TracedRun(JvmExit exit, Traces traces, List<RecordedRequest> requests) {}
