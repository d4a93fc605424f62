// SPDX-License-Identifier: Apache-2.0
/** The agent's own log: its file, and its lines about spans. */
@NullMarked
package dev.clew.agent.runtime.log;

import org.jspecify.annotations.NullMarked;
