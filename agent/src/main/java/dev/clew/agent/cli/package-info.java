// SPDX-License-Identifier: Apache-2.0
/** The command line of the agent's jar: asks other JVMs through the JDK's attach API. */
@NullMarked
package dev.clew.agent.cli;

import org.jspecify.annotations.NullMarked;
