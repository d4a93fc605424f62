// SPDX-License-Identifier: Apache-2.0
/** The store of traces as the rest of the viewer sees it. */
@NullMarked
package dev.clew.viewer.store;

import org.jspecify.annotations.NullMarked;
