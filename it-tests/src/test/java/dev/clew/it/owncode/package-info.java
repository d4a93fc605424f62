// SPDX-License-Identifier: Apache-2.0
/** Applications that trace their own code. */
@NullMarked
package dev.clew.it.owncode;

import org.jspecify.annotations.NullMarked;
