// SPDX-License-Identifier: Apache-2.0
/** Tools that run while the agent is built; not part of its jar. */
@NullMarked
package dev.clew.agent.build;

import org.jspecify.annotations.NullMarked;
