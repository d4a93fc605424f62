// SPDX-License-Identifier: Apache-2.0
/** The agent's health as a JMX bean. */
@NullMarked
package dev.clew.agent.runtime.health;

import org.jspecify.annotations.NullMarked;
