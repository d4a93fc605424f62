// SPDX-License-Identifier: Apache-2.0
/** Runs while the agent is built, and is no part of its jar. */
@NullMarked
package dev.clew.agent.build;

import org.jspecify.annotations.NullMarked;
