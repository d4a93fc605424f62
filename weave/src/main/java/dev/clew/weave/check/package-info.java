// SPDX-License-Identifier: Apache-2.0
/** Whether a hook fits the library that the application has. */
@NullMarked
package dev.clew.weave.check;

import org.jspecify.annotations.NullMarked;
