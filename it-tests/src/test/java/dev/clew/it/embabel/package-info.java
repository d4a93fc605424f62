// SPDX-License-Identifier: Apache-2.0
/** Embabel, in JVMs that are new enough for it. */
@NullMarked
package dev.clew.it.embabel;

import org.jspecify.annotations.NullMarked;
