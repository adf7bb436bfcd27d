-- Asks the language server what Neovim asks it, of the log in the first buffer, and says what came. scripts/editors.mjs runs it.
local buffer = vim.api.nvim_get_current_buf()
local patience = 20000
local failed = false

local function check(name, condition, shown)
	local words = condition and '' or ': ' .. vim.inspect(shown):gsub('%s+', ' '):sub(1, 300)
	io.stdout:write((condition and 'ok ' or 'not ok ') .. name .. words .. '\n')
	failed = failed or not condition
end

-- As README.md shows it, for this version. scripts/editors.mjs has put both there.
local isNew = vim.fn.has('nvim-0.11') == 1
dofile(vim.fn.stdpath('config') .. (isNew and '/new.lua' or '/old.lua'))
if isNew then
	vim.cmd('filetype detect')
end
local client
vim.wait(patience, function()
	client = (isNew and vim.lsp.get_clients or vim.lsp.get_active_clients)()[1]
	return client ~= nil and client.initialized == true
end, 20)
check('the server starts', client ~= nil and client.initialized, vim.bo[buffer].filetype)
local id = client.id

-- The place of a text, which stands in the first line that has `line` in it. Lines and columns from 0; the log is ASCII.
local function place(needle, line)
	for number, text in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
		local column = text:find(line or needle, 1, true) and text:find(needle, 1, true)
		if column then
			return {
				textDocument = vim.lsp.util.make_text_document_params(buffer),
				position = { line = number - 1, character = column - 1 },
			}
		end
	end
	error('no line has ' .. needle)
end

local function ask(method, params)
	local answers = vim.lsp.buf_request_sync(buffer, method, params, patience)
	local answer = answers and answers[id]
	return answer and answer.result or nil, answers
end

vim.wait(patience, function()
	return #vim.diagnostic.get(buffer) > 0
end, 20)
local found = vim.diagnostic.get(buffer)
check(isNew and 'diagnostics are pulled' or 'diagnostics are pushed', #found > 0 and found[1].source == 'Mail Log', found)

local hover = ask('textDocument/hover', place('550', 'NOQUEUE'))
check('hover explains a reply code', hover ~= nil and hover.contents.value:find('550', 1, true) ~= nil, hover)

local symbols = ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params(buffer) })
check('symbols are the sessions', symbols ~= nil and symbols[1].name:find('s1', 1, true) == 1, symbols)

local at = place('alice@', 'client=')
at.context = { includeDeclaration = true }
local references = ask('textDocument/references', at)
check('references of an address', references ~= nil and #references == 2, references)

local definition = ask('textDocument/definition', place('4jYB5r214Jz6x', 'removed'))
check('the definition of a queue id is where its mail arrives', definition ~= nil and definition[1].range.start.line == 4, definition)

local actions = ask('textDocument/codeAction', {
	textDocument = vim.lsp.util.make_text_document_params(buffer),
	range = { start = place('550', 'NOQUEUE').position, ['end'] = place('550', 'NOQUEUE').position },
	context = { diagnostics = vim.tbl_map(function(each) return each.user_data.lsp and vim.tbl_extend('force', each.user_data.lsp, {
		range = { start = { line = each.lnum, character = each.col }, ['end'] = { line = each.end_lnum, character = each.end_col } },
		message = each.message,
	}) end, found) },
})
check('code actions for a finding', actions ~= nil and #actions > 0, actions)

local lenses = ask('textDocument/codeLens', { textDocument = vim.lsp.util.make_text_document_params(buffer) })
local lens = lenses and lenses[1] and (lenses[1].command and lenses[1] or ask('codeLens/resolve', lenses[1]))
check('a code lens sums up a session', lens ~= nil and lens.command ~= nil and #lens.command.title > 0, lenses)

vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'nothing of mail' })
vim.wait(patience, function()
	return #vim.diagnostic.get(buffer) == 0
end, 20)
check('an edit takes the findings away', #vim.diagnostic.get(buffer) == 0, vim.diagnostic.get(buffer))

if isNew then
	client:stop()
else
	vim.lsp.stop_client(id)
end
vim.cmd(failed and 'cquit 1' or 'qall!')
