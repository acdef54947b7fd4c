package org.neurowright.io.hoc.run;

import org.neurowright.io.hoc.lang.Stmt;

/**
 * A procedure with the file it stands in.
 *
 * @param owner the object in which it always runs; null for the one it is called in
 */
record Code(Stmt.Procedure procedure, String file, Instance owner) {}
