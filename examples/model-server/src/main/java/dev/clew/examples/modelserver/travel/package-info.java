// SPDX-License-Identifier: Apache-2.0
/** A script that plays the model behind the travel desk. */
@NullMarked
package dev.clew.examples.modelserver.travel;

import org.jspecify.annotations.NullMarked;
