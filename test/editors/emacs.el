;;; The same questions from Emacs with eglot, in batch mode. scripts/editors.mjs runs it.  -*- lexical-binding: t -*-
(package-initialize)
(require 'eglot)
(require 'flymake)

(defvar failed nil)

(defun check (name condition shown)
  "Print whether CONDITION holds, with what was SHOWN if it does not."
  (princ (format "%s %s%s\n" (if condition "ok" "not ok") name
                 (if condition "" (format ": %.300S" shown))))
  (unless condition (setq failed t)))

(defun wait-for (condition)
  "Let the server speak until CONDITION holds, for some seconds."
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.05))))

(setq eglot-sync-connect 20 eglot-autoshutdown t)
;; As README.md shows it: scripts/editors.mjs has put it there.
(load (expand-file-name "~/.emacs.d/init.el"))
(find-file (getenv "LOG"))
(apply #'eglot--connect (eglot--guess-contact))
(eglot--maybe-activate-editing-mode)
(wait-for (lambda () (eglot-current-server)))
(let ((server (eglot-current-server)))
  (goto-char (point-min))
  (flymake-mode 1)
  (flymake-start)
  (wait-for (lambda () (flymake-diagnostics)))
  (check "diagnostics are pushed" (flymake-diagnostics) nil)
  (search-forward "550")
  (backward-char 2)
  (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
    (check "hover explains a reply code" (string-match-p "550" (format "%s" hover)) hover))
  (let ((symbols (jsonrpc-request server :textDocument/documentSymbol
                                  (list :textDocument (eglot--TextDocumentIdentifier)))))
    (check "symbols are the sessions" (string-match-p "s1 · mx.example.org" (format "%s" symbols)) symbols))
  (let* ((here (eglot--pos-to-lsp-position))
         (found (mapcar (lambda (each) (alist-get 'eglot-lsp-diag (flymake-diagnostic-data each)))
                        (flymake-diagnostics (point))))
         (actions (jsonrpc-request server :textDocument/codeAction
                                   (list :textDocument (eglot--TextDocumentIdentifier)
                                         :range (list :start here :end here)
                                         :context (list :diagnostics (vconcat found))))))
    (check "code actions for a finding" (> (length actions) 0) actions))
  (goto-char (point-min))
  (search-forward "sasl_username=alice")
  (let ((references (jsonrpc-request server :textDocument/references
                                     (append (eglot--TextDocumentPositionParams)
                                             '(:context (:includeDeclaration t))))))
    (check "references of an address" (= (length references) 2) references))
  (set-buffer-modified-p nil)
  (eglot-shutdown server))
(kill-emacs (if failed 1 0))
