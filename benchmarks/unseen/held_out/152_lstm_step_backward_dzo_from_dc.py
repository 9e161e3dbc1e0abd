# slip: line 22: the output gate gets its gradient from dc instead of dh_t
import numpy as np

def sigmoid(z): return 1/(1+np.exp(-z))
def dsigmoid(s): return s*(1-s)
def dtanh(t): return 1-t*t

def lstm_step_backward(dh_t, dc_t, x_t, h_prev, c_prev, params):
    Wf,Wi,Wg,Wo=[params['W_'+n] for n in 'figo']
    Uf,Ui,Ug,Uo=[params['U_'+n] for n in 'figo']
    bf,bi,bg,bo=[params['b_'+n] for n in 'figo']
    ft=sigmoid(x_t@Wf.T+h_prev@Uf.T+bf)
    it=sigmoid(x_t@Wi.T+h_prev@Ui.T+bi)
    gt=np.tanh(x_t@Wg.T+h_prev@Ug.T+bg)
    ot=sigmoid(x_t@Wo.T+h_prev@Uo.T+bo)
    ct=ft*c_prev+it*gt
    tct=np.tanh(ct)
    dc=dc_t+dh_t*ot*dtanh(tct)
    dft=dc*c_prev*dsigmoid(ft)
    dit=dc*gt*dsigmoid(it)
    dgt=dc*it*dtanh(gt)
    dot=dc*tct*dsigmoid(ot)
    dxt=dft@Wf+dit@Wi+dgt@Wg+dot@Wo
    dhp=dft@Uf+dit@Ui+dgt@Ug+dot@Uo
    dcp=dc*ft
    g={}
    g['W_f'],g['W_i'],g['W_g'],g['W_o']=dft.T@x_t,dit.T@x_t,dgt.T@x_t,dot.T@x_t
    g['U_f'],g['U_i'],g['U_g'],g['U_o']=dft.T@h_prev,dit.T@h_prev,dgt.T@h_prev,dot.T@h_prev
    g['b_f'],g['b_i'],g['b_g'],g['b_o']=dft.sum(0),dit.sum(0),dgt.sum(0),dot.sum(0)
    return dxt,dhp,dcp,g
