// SPDX-License-Identifier: Apache-2.0
/** The doctor: answers why there are no spans, from within the JVM. */
@NullMarked
package dev.clew.agent.runtime.doctor;

import org.jspecify.annotations.NullMarked;
