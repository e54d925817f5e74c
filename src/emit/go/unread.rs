//! Variables that Go calls "declared and not used".
//!
//! Python may bind a name and never read it; Go refuses to compile that. Whether a name is read is only known once a function is printed: a read may stand in an
//! expression that turned out to need no code. So a function is printed, what is not read is found in its statements, and it is printed again
//! without that.

use super::body::Printer;
use super::statement::{Block, Head, Statement};
use super::tree::{Go, Signature};

/// How often a function is printed at most: a variable may be read only by another that is not read.
const ROUNDS: usize = 8;

/// Prints a function until every variable that it declares is read.
pub fn without_unread<'a>(make: impl Fn() -> Printer<'a>, print: impl Fn(&mut Printer<'a>)) -> Printer<'a> {
    let mut reads: Option<Vec<usize>> = None;
    let mut rounds = 0;
    loop {
        let mut printer = make();
        if let Some(reads) = &reads {
            printer.reads.clone_from(reads);
        }
        let imports = printer.module.imports.borrow().clone();
        print(&mut printer);
        let found = unread(&mut printer.code, false);
        if found.is_empty() {
            return printer;
        }
        rounds += 1;
        let mut next = printer.reads.clone();
        for variable in &found {
            let mut named = printer.locals.iter().enumerate().filter(|(_, name)| *name == variable);
            if let (Some((index, _)), None) = (named.next(), named.next()) {
                next[index] = 0;
            }
        }
        if rounds == ROUNDS || next == printer.reads {
            unread(&mut printer.code, true);
            return printer;
        }
        reads = Some(next);
        *printer.module.imports.borrow_mut() = imports;
    }
}

/// The variables that a block declares and does not use, as Go counts it: assigning is no use. With `fill`, each of them is read behind
/// its declaration.
fn unread(block: &mut Block, fill: bool) -> Vec<String> {
    let mut reader = Reader { scopes: Vec::new(), unread: Vec::new(), fill };
    reader.block(block);
    reader.unread
}

/// A variable in scope.
struct Variable {
    name: String,
    /// The statement of the block that declares it.
    at: usize,
    used: bool,
}

/// Goes through statements in order.
struct Reader {
    scopes: Vec<Vec<Variable>>,
    unread: Vec<String>,
    fill: bool,
}

impl Reader {
    fn block(&mut self, block: &mut Block) {
        self.scopes.push(Vec::new());
        for (at, statement) in block.iter_mut().enumerate() {
            self.statement(statement, at);
        }
        for variable in self.close() {
            block.insert(variable.at + 1, reading(&variable.name));
        }
    }

    /// Ends a scope; gives those of its variables that have to be read, from the last to the first.
    fn close(&mut self) -> Vec<Variable> {
        let scope = self.scopes.pop().unwrap_or_default();
        let found: Vec<Variable> = scope.into_iter().rev().filter(|variable| !variable.used).collect();
        self.unread.extend(found.iter().rev().map(|variable| variable.name.clone()));
        if self.fill { found } else { Vec::new() }
    }

    /// Ends the scope of a head, whose variables are read in its block.
    fn close_head(&mut self, block: &mut Block) {
        for variable in self.close() {
            block.insert(0, reading(&variable.name));
        }
    }

    fn declare(&mut self, name: &str, at: usize) {
        let Some(scope) = self.scopes.last_mut() else { return };
        if name != "_" && scope.iter().all(|variable| variable.name != name) {
            scope.push(Variable { name: name.to_owned(), at, used: false });
        }
    }

    fn used(&mut self, name: &str) {
        let mut all = self.scopes.iter_mut().rev().flatten();
        if let Some(variable) = all.find(|variable| variable.name == name) {
            variable.used = true;
        }
    }

    fn statement(&mut self, statement: &mut Statement, at: usize) {
        match statement {
            Statement::Define(names, values) => {
                values.iter_mut().for_each(|value| self.go(value));
                names.iter().for_each(|name| self.declare(name, at));
            }
            Statement::Var(name, _, value) => {
                value.iter_mut().for_each(|value| self.go(value));
                self.declare(name, at);
            }
            Statement::Assign(targets, values) => {
                targets.iter_mut().filter(|target| !target.is_variable()).for_each(|target| self.go(target));
                values.iter_mut().for_each(|value| self.go(value));
            }
            Statement::If(parts) => {
                self.scopes.push(Vec::new());
                parts.init.iter_mut().for_each(|init| self.statement(init, 0));
                self.go(&mut parts.test);
                self.block(&mut parts.then);
                self.block(&mut parts.otherwise);
                self.close_head(&mut parts.then);
            }
            Statement::For(head, body) => {
                self.scopes.push(Vec::new());
                match head {
                    Head::Forever => {}
                    Head::While(test) => self.go(test),
                    Head::Range(names, items) => {
                        self.go(items);
                        names.iter().for_each(|name| self.declare(name, 0));
                    }
                    Head::Count(count) => {
                        self.statement(&mut count.init, 0);
                        self.go(&mut count.test);
                        self.statement(&mut count.step, 0);
                    }
                }
                self.block(body);
                self.close_head(body);
            }
            other => {
                other.expressions_mut().into_iter().for_each(|go| self.go(go));
                other.blocks_mut().into_iter().for_each(|block| self.block(block));
            }
        }
    }

    fn go(&mut self, go: &mut Go) {
        if let Some(name) = go.first_name() {
            let name = name.to_owned();
            self.used(&name);
        }
        match go {
            Go::Func(signature, block) => {
                self.params(signature);
                self.block(block);
                self.scopes.pop();
            }
            Go::Lambda(signature, value) => {
                self.params(signature);
                self.go(value);
                self.scopes.pop();
            }
            other => other.children_mut().into_iter().for_each(|child| self.go(child)),
        }
    }

    /// Opens the scope of a function literal. Go does not ask for its parameters to be used.
    fn params(&mut self, signature: &Signature) {
        let param = |(name, _): &(String, String)| Variable { name: name.clone(), at: 0, used: true };
        self.scopes.push(signature.params.iter().map(param).collect());
    }
}

/// `_ = name`
fn reading(name: &str) -> Statement {
    Statement::assign(Go::atom("_"), Go::atom(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::go::statement::print;

    fn a(text: &str) -> Go {
        Go::atom(text)
    }

    fn call(name: &str) -> Go {
        Go::call(name, Vec::new())
    }

    #[test]
    fn an_assignment_is_no_use() {
        let one = || Statement::define("x", a("1"));
        let names = |mut block: Block| unread(&mut block, false);
        assert_eq!(names(vec![one(), Statement::assign(a("x"), a("2"))]), ["x"]);
        assert_eq!(names(vec![one(), Statement::Update(a("x"), "+", a("2"))]), Vec::<String>::new());
        let inner = Statement::range(&["i", "y"], a("a"), vec![Statement::assign(a("x"), a("y"))]);
        assert_eq!(names(vec![Statement::Var("x".into(), "int64".into(), None), inner]), ["i", "x"]);
        let text = Statement::Expr(Go::call("f", vec![Go::string("x")]));
        assert_eq!(names(vec![one(), Statement::assign(a("a").select("x"), a("2")), text]), ["x"]);
        let shadow = vec![one(), Statement::Expr(Go::call("f", vec![a("x")]))];
        assert_eq!(names(vec![one(), Statement::when(a("a"), shadow)]), ["x"]);
    }

    #[test]
    fn a_blank_reads_what_has_no_other_use() {
        let literal = Go::Func(Signature::default(), vec![Statement::Expr(call("g"))]);
        let mut block = vec![Statement::define("x", Go::call("f", vec![literal])), Statement::Expr(call("h"))];
        unread(&mut block, true);
        assert_eq!(print(&block, 0), "x := f(func() {\n\tg()\n})\n_ = x\nh()\n");
        let mut block = vec![Statement::range(&["i"], a("a"), Block::new())];
        unread(&mut block, true);
        assert_eq!(print(&block, 0), "for i := range a {\n\t_ = i\n}\n");
    }
}
